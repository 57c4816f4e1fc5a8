import { commandOf } from '../../chat/clean.js';
import { defineFlow, type Flow, type Turn, type TurnContext } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Reply } from '../../domain/message.js';
import { accuses } from './accusation.js';
import type { NewTip, SealedStory } from './records.js';
import { storyInTrigger, wantsToReport } from './triggers.js';
import * as words from './words.js';

export interface FileEffect {
  readonly kind: 'file';
  readonly tip: NewTip;
}

/** Steps at which people write freely; `confirm` closes them. */
type FreeStep = 'target' | 'story' | 'when' | 'contact';

/** Only sealed text: what was typed cannot be read back, not even by the bot. */
interface Said extends SealedStory {
  readonly contact: readonly string[];
}

type IntakeState =
  /** `urged`: told only whom the tip is about, and was asked once more what happened. */
  | { readonly step: FreeStep | 'confirm'; readonly said: Said; readonly urged?: true }
  /** Something was told that sounds like a tip: nothing begins before the person wants it to. */
  | { readonly step: 'offer'; readonly said: Said }
  /** The message reads like a question: the person says which it is. */
  | { readonly step: 'which'; readonly back: FreeStep; readonly pending: string; readonly said: Said };

type IntakeTurn = Turn<IntakeState>;
type Context = TurnContext<undefined>;

const NOTHING: Said = { target: [], story: [], when: [], contact: [] };
const MOST_PIECES = 40;
/** Who is meant takes few words; longer ones already tell what happened. */
const LONGEST_TARGET = 14;

const ACCEPTING = /^(?:是|是的|要|要的|好|好的|可以|行|对|嗯|想|愿意|我?(?:要|想)?举报|我?(?:要|想)?反映)$/;
const REFUSING = /^(?:不|不要|不用|不用了|不想|不了|不举报|先不|先不举报|否)$/;
const SKIPPING = /^(?:跳过|完成|没有了|下一步|不知道|不清楚|不记得|不记得了|忘了|忘记了|没有|无|不说|略)$/;
const DECLINING = /^(?:不留|完成|没有了|提交|确认|匿名|不用|不用了|不需要|不要|不想留|跳过|没有|无|不)$/;
const WILLING = /^(?:是|是的|要|需要|可以|好|好的|想|愿意|留|联系我)$/;
const FINISHED = /^(?:完成|完成了|没有了|没了|说完了|完了|就这些|就这些了|结束|好了|下一步|没有|没有其他|没有其他了)$/;
const SUBMITTING = /^(?:提交|确认|确定|确认提交|是|是的|好|好的|可以|对|要|要提交|ok|行)$/;
const IS_QUESTION = /^(?:先)?(?:回答|提问|问题|咨询|是问题|是提问|回答我|回答问题|回答我的问题|先回答)$/;

/** 举报: a short intake. Everything typed is sealed at once; nothing of it is answered before the person says it is a question. */
export function intakeFlow(bureau: Bureau): Flow<IntakeState> {
  return defineFlow<IntakeState>({
    name: 'tip',
    title: '举报',
    version: 1,
    confidential: true,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => wantsToReport(text) || accuses(text),
    begin({ message, seal }) {
      const begun = storyInTrigger(message.text);
      const said = begun ? { ...NOTHING, story: [seal('story', begun)] } : NOTHING;
      if (!wantsToReport(message.text)) return asking({ step: 'offer', said });
      return { status: 'asking', reply: words.consent(bureau, begun !== undefined), state: { step: 'target', said } };
    },
    advance(state, context) {
      if (state.step === 'offer') return offerTurn(bureau, state.said, context);
      if (state.step === 'which') return whichTurn(state, context);
      if (state.step === 'confirm') return confirmTurn(state.said, context);
      return freeTurn(state.step, state.said, context, state.urged);
    },
    prompt: promptFor,
    leave: () => words.left,
  });
}

function promptFor(state: IntakeState): Reply {
  switch (state.step) {
    case 'offer':
      return words.offer;
    case 'target':
      return words.askTarget;
    case 'story':
      return state.said.story.length > 0 ? words.noted(state.said.story.length) : words.askStory;
    case 'when':
      return words.askWhen;
    case 'contact':
      return words.askContact;
    case 'which':
      return words.askWhich;
    case 'confirm':
      return words.askToSubmit(state.said.story.length, state.said.contact.length > 0);
  }
}

const asking = (state: IntakeState, reply: Reply = promptFor(state)): IntakeTurn => ({
  status: 'asking',
  reply,
  state,
});

/** A yes begins the intake with what was told; more of the same is kept too; all else is dealt with as if nothing were open. */
function offerTurn(bureau: Bureau, said: Said, { message, seal }: Context): IntakeTurn {
  const command = commandOf(message.text);
  const begin = (told: Said): IntakeTurn => asking({ step: 'target', said: told }, words.consent(bureau, true));
  if (ACCEPTING.test(command)) return begin(said);
  if (REFUSING.test(command)) return { status: 'abandoned', reply: words.left };
  const more = { ...said, story: [...said.story, seal('story', message.text)].slice(-MOST_PIECES) };
  if (wantsToReport(message.text)) return begin(storyInTrigger(message.text) ? more : said);
  return accuses(message.text) ? asking({ step: 'offer', said: more }) : { status: 'yielded' };
}

/** A step where people write freely: a word that moves on, else something told, which may read like a question. */
function freeTurn(step: FreeStep, said: Said, { message, seal }: Context, urged?: true): IntakeTurn {
  const command = commandOf(message.text);
  if (moveOn[step].test(command)) return moved(step, said, urged);
  if (step === 'contact' && WILLING.test(command)) return asking({ step, said }, words.askName);
  const pending = seal(step === 'contact' ? 'identity' : 'story', message.text);
  if (looksLikeQuestion(message.text)) return asking({ step: 'which', back: step, pending, said });
  return told(step === 'target' && message.text.length > LONGEST_TARGET ? 'story' : step, said, pending);
}

const moveOn: Readonly<Record<FreeStep, RegExp>> = {
  target: SKIPPING,
  story: FINISHED,
  when: SKIPPING,
  contact: DECLINING,
};

/** On without saying anything more at this step. */
function moved(step: FreeStep, said: Said, urged?: true): IntakeTurn {
  switch (step) {
    case 'target':
      return asking({ step: 'story', said });
    case 'story':
      if (said.story.length > 0 || urged) return asking({ step: 'when', said });
      if (said.target.length > 0) return asking({ step, said, urged: true }, words.onlyTarget);
      return asking({ step, said }, words.noStoryYet);
    case 'when':
      return asking({ step: 'contact', said });
    case 'contact':
      return asking({ step: 'confirm', said });
  }
}

/** Something was told: a story goes on until it is said to be complete, the other steps take one message. */
function told(step: FreeStep, before: Said, sealed: string): IntakeTurn {
  if (step === 'story' && before.story.length >= MOST_PIECES) return asking({ step, said: before }, words.tooMany);
  const said = { ...before, [step]: [...before[step], sealed] };
  return step === 'story' ? asking({ step, said }) : moved(step, said);
}

type WhichState = Extract<IntakeState, { step: 'which' }>;

/** Anything but a clear word for a question counts as told: nothing a reporter wrote is lost. */
function whichTurn({ back, pending, said }: WhichState, context: Context): IntakeTurn {
  const command = commandOf(context.message.text);
  if (IS_QUESTION.test(command)) return { status: 'unrelated', about: 'before', state: { step: back, said } };
  const turn = told(back, said, pending);
  if (/^(?:写进|记下|是举报|举报)/.test(command) || turn.status !== 'asking' || turn.state.step === 'which')
    return turn;
  const { step, said: kept } = turn.state;
  if (step === 'offer') return turn;
  return step === 'confirm' ? confirmTurn(kept, context) : freeTurn(step, kept, context);
}

function confirmTurn(said: Said, { message, seal }: Context): IntakeTurn {
  if (!SUBMITTING.test(commandOf(message.text))) {
    if (looksLikeQuestion(message.text))
      return asking({ step: 'which', back: 'story', pending: seal('story', message.text), said });
    const more = message.text.length > 3 && said.story.length < MOST_PIECES;
    return asking({
      step: 'confirm',
      said: more ? { ...said, story: [...said.story, seal('story', message.text)] } : said,
    });
  }
  const effects: FileEffect[] = [{ kind: 'file', tip: { ...said, channel: message.channel } }];
  return { status: 'complete', effects, reply: ({ receipt }) => words.filed(receipt ?? '') };
}
