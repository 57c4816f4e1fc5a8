import { commandOf } from '../../chat/clean.js';
import type { Turn } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import { maskPersonalData } from '../../lib/personal-data.js';
import type { Level } from './levels.js';
import { pickedReasons, type Reason } from './reasons.js';
import * as words from './words.js';

export interface ReasonEffect {
  readonly kind: 'reason';
  readonly item?: string;
  readonly day?: string;
  readonly reasons: readonly Reason[];
  readonly words?: string;
}

interface About {
  readonly level: Level;
  /** The finished service that was rated, or the day of a talk with the bot. */
  readonly item?: string;
  readonly day?: string;
}

export interface ReasonState extends About {
  readonly step: 'reason';
}

/** The reason reads like a question: the person says which it is. */
export interface WhichState extends About {
  readonly step: 'which';
  readonly reason: string;
}

const SKIPPING = /^(?:跳过|不说了|没有|没了|无|不想说|不用了|算了吧)$/;
const LONGEST_REASON = 500;

export function reasonTurn(state: ReasonState, text: string): Turn<ReasonState | WhichState> {
  const said = commandOf(text);
  if (SKIPPING.test(said)) return { status: 'abandoned', reply: words.WITHOUT_REASON };
  if (/^(?:我)?(?:要|想)?举报$/.test(said)) return { status: 'unrelated', about: 'this', state };
  const picked = pickedReasons(text);
  if (picked.length > 0) return reasoned(state, picked, undefined);
  const reason = maskPersonalData(text).slice(0, LONGEST_REASON);
  if (looksLikeQuestion(text))
    return { status: 'asking', reply: words.ASK_WHICH, state: { ...state, step: 'which', reason } };
  return reasoned(state, [], reason);
}

/** Anything but 先回答问题 leaves the words where they were given: with the reason. */
export function whichTurn({ reason, ...state }: WhichState, text: string): Turn<ReasonState | WhichState> {
  const question = /回答|提问|问题|咨询/.test(text) && text.length <= 10;
  if (question) return { status: 'unrelated', about: 'before', state: { ...state, step: 'reason' } };
  return reasoned(state, [], reason);
}

function reasoned(
  { item, day }: About,
  reasons: readonly Reason[],
  own: string | undefined,
): Turn<ReasonState | WhichState> {
  const effect: ReasonEffect = {
    kind: 'reason',
    reasons,
    ...(item ? { item } : {}),
    ...(day ? { day } : {}),
    ...(own ? { words: own } : {}),
  };
  const reply = own ? words.THANKS_FOR_REASON : words.thanksForPicked(reasons);
  return { status: 'complete', reply: () => reply, effects: [effect] };
}
