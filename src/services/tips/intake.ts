import { commandOf } from '../../chat/clean.js';
import type { Effect } from '../../chat/effect.js';
import { defineFlow, type Flow, type Turn, type TurnContext } from '../../chat/flow.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Reply } from '../../domain/message.js';
import type { Seal } from '../../storage/sealing/sealed-text.js';
import { accuses } from './accusation.js';
import { targetKindIn } from './acts.js';
import { ACCEPTING, REFUSING } from './commands.js';
import { receivedNotice } from './files/notice.js';
import { dropEffect, holdEffects, type ReceivedFile, readFiles } from './files/receiving.js';
import * as words from './intake-words.js';
import { groupOf } from './kind-step.js';
import { type AskingState, stepTurn, type WhichState, whichTurn } from './steps.js';
import { NOTHING, type Piece, type Told, withPiece } from './told.js';
import { storyInTrigger, wantsToReport } from './triggers.js';
import { first } from './words.js';

/** Something was told that sounds like a tip: nothing begins before the person wants it to. */
interface OfferState {
  readonly step: 'offer';
  readonly told: Told;
}

export type IntakeState = AskingState | WhichState | OfferState;
type IntakeTurn = Turn<IntakeState>;
type Context = TurnContext<readonly ReceivedFile[]>;

/** 举报: a short intake. Everything typed is sealed at once; nothing of it is answered before the person says it is a question. */
export function intakeFlow(bureau: Bureau): Flow<IntakeState, readonly ReceivedFile[]> {
  return defineFlow<IntakeState, readonly ReceivedFile[]>({
    name: 'tip',
    title: '举报',
    version: 2,
    confidential: true,
    untraced: true,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => wantsToReport(text) || accuses(text),
    takesFiles: (state) => state.step !== 'offer' && state.step !== 'which',
    load: async (message) => readFiles(message.attachments ?? []),
    begin({ message, seal }) {
      const begun = storyInTrigger(message.text);
      const told = begun === undefined ? NOTHING : withStory(NOTHING, begun, seal);
      if (!wantsToReport(message.text)) return asking({ step: 'offer', told });
      return asking({ step: 'target', told }, words.consent(bureau, begun !== undefined));
    },
    advance(state, context) {
      if (state.step === 'offer') return offerTurn(bureau, state.told, context);
      if (state.step === 'which') return whichTurn(state, context);
      return context.loaded.length > 0 ? filesTurn(state, context) : stepTurn(state, context);
    },
    prompt: promptFor,
    leave: () => words.left,
    discard: ({ told }) => dropEffect(told.draft),
  });
}

function promptFor(state: IntakeState): Reply {
  if (state.step === 'offer') return words.offer;
  if (state.step === 'which') return words.askWhich;
  return words.ask(state.step, state.told, groupOf(state.group));
}

const asking = (state: IntakeState, reply = promptFor(state), effects: readonly Effect[] = []): IntakeTurn => ({
  status: 'asking',
  reply,
  state,
  effects,
});

const pieceOf = (text: string, seal: Seal): Piece => {
  const hint = targetKindIn(text);
  return { sealed: seal('story', text), ...(hint ? { hint } : {}) };
};

const withStory = (told: Told, text: string, seal: Seal): Told => withPiece(told, 'story', pieceOf(text, seal)) ?? told;

/** A yes begins the intake with what was told; more of the same is kept too; all else is dealt with as if nothing were open. */
function offerTurn(bureau: Bureau, told: Told, { message, seal }: Context): IntakeTurn {
  const command = commandOf(message.text);
  const begin = (said: Told) => asking({ step: 'target', told: said }, words.consent(bureau, true));
  if (ACCEPTING.test(command)) return begin(told);
  if (REFUSING.test(command)) return { status: 'abandoned', reply: words.left };
  const more = () => withStory(told, message.text, seal);
  if (wantsToReport(message.text)) return begin(storyInTrigger(message.text) ? more() : told);
  return accuses(message.text) ? asking({ step: 'offer', told: more() }) : { status: 'yielded' };
}

/** Pictures and files are held under a name of chance until the tip is filed; words that came with them are told too. */
function filesTurn(state: AskingState, { message, seal, loaded }: Context): IntakeTurn {
  const { effects, held, draft } = holdEffects(loaded, seal, state.told);
  const kept: Told = { ...state.told, files: state.told.files + held, ...(draft ? { draft } : {}) };
  const told = message.text === '' ? kept : withStory(kept, message.text, seal);
  const next = { ...state, told };
  // How many pieces there are was said before; that there may be more is what matters now.
  const again = state.step === 'story' && told.story.length > 0 ? words.goOn : promptFor(next);
  return asking(next, first(receivedNotice(loaded, kept.files, held), again), effects);
}
