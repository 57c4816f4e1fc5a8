import type { ReadRecords } from '../../../chat/effect.js';
import { defineFlow, defineOneShot, type Flow, type Turn, type TurnContext } from '../../../chat/flow.js';
import type { IncomingMessage } from '../../../domain/message.js';
import { answerTurn, goOn, timeUp, whyOver } from './answer-turn.js';
import { askingOf, type Known, knownOf, tell } from './info.js';
import type { PlayOptions } from './options.js';
import { participations } from './people.js';
import type { AskedState } from './question-words.js';
import * as asks from './question-words.js';
import { openAttempts } from './records.js';
import { attemptStanding, type Standing, standingOf } from './standing.js';
import { enter, type LobbyState, lobbyTurn, promptOf } from './start-turn.js';
import { goesOn, isBareAnswer, wishOf } from './trigger.js';
import * as words from './words.js';

type State = LobbyState | AskedState;

interface Loaded {
  readonly standing: Standing;
  /** Where the message asks for rules, rank, code or name. */
  readonly known?: Known;
}

type Context = TurnContext<Loaded>;

/** 答题: question by question. What was answered stands in the records; the conversation holds only what is shown. */
export function playFlow(options: PlayOptions): Flow<State, Loaded> {
  return defineFlow<State, Loaded>({
    name: 'quiz',
    title: '竞答',
    version: 1,
    confidential: false,
    where: 'private',
    amidst: 'ignore',
    quiet: true,
    wants: ({ text }) => wishOf(text) !== undefined,
    /** 继续, or a letter, from who has an attempt open: after a drop, a restart, another day. */
    async awaits({ text }, { db, sender }) {
      return (goesOn(text) || isBareAnswer(text)) && (await openAttempts(db, sender)).length > 0;
    },
    load: (message, state, records) => load(options, message, state, records),
    begin: (context) => begun(options, context),
    advance: (state, context) => advanced(options, state, context),
    prompt: promptOf,
    leave: (state) => (state.step === 'question' ? asks.left(state) : asks.leftBefore),
  });
}

async function load(
  options: PlayOptions,
  message: IncomingMessage,
  state: State | undefined,
  records: ReadRecords,
): Promise<Loaded> {
  const asking = state && askingOf(message.text, true);
  const campaign = state && state.step !== 'choose' ? state.campaign : undefined;
  const known = asking && (await knownOf(options, asking, campaign, records));
  const wish = wishOf(message.text);
  const code = wish?.kind === 'rehearse' && !(state?.step === 'question') ? wish.code : undefined;
  const standing =
    state?.step === 'question'
      ? await attemptStanding(options, state.attempt, records)
      : await standingOf(options, message, code, records);
  return { standing, ...(known ? { known } : {}) };
}

function begun(options: PlayOptions, context: Context): Turn<State> {
  const { standing } = context.loaded;
  switch (standing.status) {
    case 'playing': {
      const { current } = standing;
      const [line, tapped] = [asks.goingOnLine(standing, context.now), wishOf(context.typed)?.kind === 'tap'];
      const resumed = goOn(options, standing, [line], context);
      // A button of the question that waits is its answer, however long ago it was shown.
      const state = resumed.status === 'asking' && current ? resumed.state : undefined;
      return tapped && state ? answerTurn(options, state, standing, context) : resumed;
    }
    case 'lobby':
      return wishOf(context.typed)?.kind === 'tap'
        ? { status: 'abandoned', reply: asks.lateTap }
        : enter(options, standing, context);
    default:
      return closed(options, standing, context);
  }
}

function advanced(options: PlayOptions, state: State, context: Context): Turn<State> {
  const { loaded, now } = context;
  const { standing, known } = loaded;
  if (standing.status !== 'lobby' && standing.status !== 'playing') return closed(options, standing, context);
  if (known) {
    const { reply, effects } = tell(options, known, now);
    const prompt = promptOf(state);
    const text = `${reply.text}\n\n${prompt.text}`;
    return { status: 'asking', reply: { ...prompt, text }, state, effects };
  }
  if (standing.status === 'lobby') {
    return state.step === 'question' ? enter(options, standing, context) : lobbyTurn(options, state, standing, context);
  }
  return state.step === 'question' ? answerTurn(options, state, standing, context) : begun(options, context);
}

type Closed = Exclude<Standing, { status: 'playing' | 'lobby' }>;

function closed(options: PlayOptions, standing: Closed, { now }: Context): Turn<State> {
  switch (standing.status) {
    case 'time-up':
      return timeUp(options, standing, now);
    case 'ended': {
      const { campaign, attempt, result } = standing;
      const why = attempt.state === 'EXPIRED' ? whyOver(campaign, now) : '这一局已经结束：';
      return { status: 'abandoned', reply: words.result(options, campaign, why, result, now) };
    }
    case 'gone':
      return { status: 'abandoned', reply: words.GONE };
    case 'unknown-code':
      return { status: 'abandoned', reply: words.UNKNOWN_CODE };
  }
}

/** 规则, 排行榜, 我的成绩, 参与码, 昵称 X, 不上榜: outside an attempt. In the middle of one the attempt's flow says it. */
export function askingFlow(options: PlayOptions): Flow<never, Known | undefined> {
  return defineOneShot<Known | undefined>({
    name: 'quiz-asking',
    title: '竞答',
    confidential: false,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => askingOf(text, false) !== undefined,
    /** 规则 and 我叫 alone are meant for the quiz by who takes part in one. */
    async awaits({ text }, { db, sender }) {
      return askingOf(text, true) !== undefined && (await participations(db, sender)).length > 0;
    },
    async load({ text }, _state, records) {
      const asking = askingOf(text, true);
      return asking && knownOf(options, asking, undefined, records);
    },
    begin({ loaded, now }) {
      if (!loaded) return { status: 'abandoned', reply: words.noCampaign };
      const { reply, effects } = tell(options, loaded, now);
      return { status: 'complete', effects, reply: () => reply };
    },
  });
}
