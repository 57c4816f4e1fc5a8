import { commandOf } from '../../chat/clean.js';
import type { Turn, TurnContext } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import type { Seal } from '../../storage/sealing/sealed-text.js';
import { targetKindIn } from './acts.js';
import {
  CONFIRMING,
  FILLERS,
  GOING_BACK,
  IS_QUESTION,
  IS_TOLD,
  movesOn,
  SKIPPING,
  SUBMITTING,
  WILLING,
} from './commands.js';
import * as words from './intake-words.js';
import { chosenAct, groupOf } from './kind-step.js';
import type { NewTip } from './records.js';
import { after, before, type FreeStep, isEnough, type Piece, type Step, type Told, tipOf, withPiece } from './told.js';
import { first } from './words.js';

export interface FileEffect {
  readonly kind: 'file';
  readonly tip: NewTip;
}

/** A step that waits for its answer. `group`: the kind of act is asked within it. */
export interface AskingState {
  readonly step: Step;
  readonly told: Told;
  readonly group?: string;
  /** Told only whom the tip is about, and was asked once more what happened. */
  readonly urged?: true;
}

/** The message reads like a question: the person says which it is. */
export interface WhichState {
  readonly step: 'which';
  readonly back: AskingState;
  readonly part: FreeStep;
  readonly pending: Piece;
  readonly told: Told;
}

type StepTurn = Turn<AskingState | WhichState>;
type Context = Pick<TurnContext<unknown>, 'message' | 'seal'>;

/** Who is meant takes few words; longer ones already tell what happened. */
const LONGEST_TARGET = 14;

const asking = (state: AskingState, reply = words.ask(state.step, state.told, groupOf(state.group))): StepTurn => ({
  status: 'asking',
  reply,
  state,
});

/** The commands that work at every step, then what the step itself waits for. */
export function stepTurn(state: AskingState, context: Context): StepTurn {
  const command = commandOf(context.message.text);
  const confirmed = state.step === 'confirm' && CONFIRMING.test(command);
  if (SUBMITTING.test(command) || confirmed) return submit(state.told, context);
  if (GOING_BACK.test(command)) return goBack(state);
  return state.step === 'kind' ? kindTurn(state, context) : freeTurn(state, command, context);
}

function submit(told: Told, { message }: Context): StepTurn {
  if (!isEnough(told)) {
    if (told.target.length > 0) return asking({ step: 'kind', told }, words.kindToSubmit);
    return asking({ step: 'story', told }, words.noStoryYet);
  }
  const effects: FileEffect[] = [{ kind: 'file', tip: tipOf(told, message.channel) }];
  return { status: 'complete', effects, reply: ({ receipt }) => words.filed(receipt ?? '') };
}

/** What was said at either step stays. */
function goBack({ step, told, group }: AskingState): StepTurn {
  if (group) return asking({ step, told });
  if (step === 'target') return asking({ step, told }, first(words.firstStep, words.ask(step, told)));
  return asking({ step: before(step), told });
}

function kindTurn(state: AskingState, context: Context): StepTurn {
  const { told, group } = state;
  const chosen = chosenAct(context.message.text, groupOf(group));
  switch (chosen?.status) {
    case 'group':
      return asking({ step: 'kind', told: { ...told, kind: chosen.group.code }, group: chosen.group.code });
    case 'act':
    case 'unclear':
      return asking({ step: after('kind'), told: { ...told, kind: chosen.act.code } });
    default:
      if (!SKIPPING.test(commandOf(context.message.text))) return heard(state, context);
      return asking({ step: after('kind'), told: { ...told, kind: told.kind ?? 'unclear' } });
  }
}

/** A step where people write freely: a word that moves on, else something told. */
function freeTurn(state: AskingState, command: string, context: Context): StepTurn {
  const { step, told } = state;
  if (step !== 'kind' && step !== 'confirm' && movesOn[step].test(command)) return moved(state);
  if (step === 'contact' && WILLING.test(command)) return asking({ step, told }, words.askName);
  if (step === 'confirm' && (FILLERS.test(command) || movesOn.story.test(command))) return asking({ step, told });
  return heard(state, context);
}

function heard(state: AskingState, { message, seal }: Context): StepTurn {
  const part = partFor(state.step, message.text);
  const pending = pieceOf(part, message.text, seal);
  if (looksLikeQuestion(message.text)) {
    const which: WhichState = { step: 'which', back: state, part, pending, told: state.told };
    return { status: 'asking', reply: words.askWhich, state: which };
  }
  return tell(state, part, pending);
}

function partFor(step: Step, text: string): FreeStep {
  if (step === 'kind' || step === 'confirm') return 'story';
  return step === 'target' && text.length > LONGEST_TARGET ? 'story' : step;
}

function pieceOf(part: FreeStep, text: string, seal: Seal): Piece {
  const hint = targetKindIn(text);
  return { sealed: seal(part === 'contact' ? 'identity' : 'story', text), ...(hint ? { hint } : {}) };
}

/** On without saying anything more at this step. */
function moved({ step, told, urged }: AskingState): StepTurn {
  if (step !== 'story' || told.story.length > 0 || told.files > 0 || urged) return asking({ step: after(step), told });
  if (told.target.length > 0) return asking({ step, told, urged: true }, words.onlyTarget);
  return asking({ step, told }, words.noStoryYet);
}

/** A story goes on until it is said to be complete; the other steps take one message. */
function tell(state: AskingState, part: FreeStep, piece: Piece): StepTurn {
  const { step } = state;
  const told = withPiece(state.told, part, piece);
  if (!told) return asking(state, first(words.tooMany, words.ask(step, state.told, groupOf(state.group))));
  if (step === 'confirm') return asking({ step, told });
  return asking({ step: part === 'story' && step !== 'kind' ? 'story' : after(step), told });
}

/** Anything but a clear word for a question counts as told: nothing a reporter wrote is lost. */
export function whichTurn({ back, part, pending }: WhichState, context: Context): StepTurn {
  const command = commandOf(context.message.text);
  if (IS_QUESTION.test(command)) return { status: 'unrelated', about: 'before', state: back };
  const turn = tell(back, part, pending);
  if (IS_TOLD.test(command) || turn.status !== 'asking' || turn.state.step === 'which') return turn;
  return stepTurn(turn.state, context);
}
