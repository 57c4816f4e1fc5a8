import { commandOf } from '../../chat/clean.js';
import type { Effect, ReadRecords } from '../../chat/effect.js';
import { defineFlow, type Flow, type Turn, type TurnContext } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import type { Reply } from '../../domain/message.js';
import { GOING_BACK, IS_QUESTION, IS_TOLD } from './commands.js';
import { receivedNotice } from './files/notice.js';
import { holdEffects, type ReceivedFile, readFiles } from './files/receiving.js';
import { type LookUp, lookUp } from './look-up.js';
import type { LookedUp, LookedUpTip } from './looked-up.js';
import type { Receipts } from './receipts.js';
import * as words from './status-words.js';
import { wantsStatus } from './triggers.js';
import { first } from './words.js';

export interface TryEffect extends Effect {
  readonly kind: 'try';
}

/** Something more for a filed tip; kept at once, so that nothing waits for a last word. */
export interface AddEffect extends Effect {
  readonly kind: 'add';
  readonly number: string;
  readonly sealed: string;
}

/** What was held for this look-up goes to its tip. */
export interface AddFilesEffect extends Effect {
  readonly kind: 'add-files';
  readonly number: string;
  readonly draft: string;
}

type StatusState =
  | { readonly step: 'receipt' }
  | AddState
  | { readonly step: 'which'; readonly back: AddState; readonly pending: string };

/** `token` names the opened tip in memory: nothing here says which tip it is. */
interface AddState {
  readonly step: 'add';
  readonly token: string;
  readonly added: number;
  readonly files: number;
}

interface Loaded {
  readonly found: LookUp;
  readonly opened: LookedUpTip | undefined;
  readonly files: readonly ReceivedFile[];
}

type Context = TurnContext<Loaded>;
type StatusTurn = Turn<StatusState>;

const MOST_ADDED = 40;
const ENDING =
  /^(?:完成|完成了|没有|没有了|没了|不用|不用了|不补充|不补充了|无|好|好的|嗯|知道了|谢谢|谢谢您|结束|提交|跳过|就这些|说完了)$/;
const BEGINNING = /^(?:补充|我要补充|要补充|要|是|有)$/;

/** How a tip is getting on, asked with its receipt: the state, what staff ask, and a way to add something. */
export function statusFlow(receipts: Receipts, lookedUp: LookedUp): Flow<StatusState, Loaded> {
  return defineFlow<StatusState, Loaded>({
    name: 'tip-status',
    title: '查进度',
    version: 2,
    confidential: true,
    untraced: true,
    quiet: true,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => wantsStatus(text),
    takesFiles: (state) => state.step === 'add',
    load: async (message, state, read) => {
      const open = openIn(state);
      return {
        found: await found(receipts, lookedUp, message.text, state, read),
        opened: open && lookedUp.get(open.token, read.now),
        files: open ? await readFiles(message.attachments ?? []) : [],
      };
    },
    begin: ({ loaded }) => (loaded.found.status === 'no-receipt' ? waiting(words.askReceipt) : tell(loaded.found)),
    advance(state, context) {
      const { found } = context.loaded;
      if (found.status !== 'no-receipt') return tell(found);
      if (state.step === 'receipt') return notAReceipt(state, context);
      const { opened } = context.loaded;
      if (!opened) return waiting(words.receiptAgain);
      return state.step === 'which' ? whichTurn(state, opened, context) : addTurn(state, opened, context);
    },
    prompt: promptFor,
    leave: (state) => ((openIn(state)?.added ?? 0) > 0 ? words.allAdded : words.nothingAdded),
  });
}

const openIn = (state: StatusState | undefined): AddState | undefined =>
  state?.step === 'which' ? state.back : state?.step === 'add' ? state : undefined;

/** A receipt stands alone where something is being added: one inside a longer sentence is part of what is told. */
async function found(
  receipts: Receipts,
  lookedUp: LookedUp,
  text: string,
  state: StatusState | undefined,
  read: ReadRecords,
): Promise<LookUp> {
  if (openIn(state) && !wantsStatus(text)) return { status: 'no-receipt' };
  return lookUp(receipts, lookedUp, text, read);
}

function promptFor(state: StatusState): Reply {
  if (state.step === 'receipt') return words.askReceipt;
  return state.step === 'which' ? words.askWhich : words.askToAdd;
}

const waiting = (reply: Reply): StatusTurn => ({ status: 'asking', reply, state: { step: 'receipt' } });

const asking = (state: StatusState, reply = promptFor(state), effects: readonly Effect[] = []): StatusTurn => ({
  status: 'asking',
  reply,
  state,
  effects,
});

function tell(found: Exclude<LookUp, { status: 'no-receipt' }>): StatusTurn {
  const effects: TryEffect[] = [{ kind: 'try' }];
  switch (found.status) {
    case 'too-many':
      return { status: 'abandoned', reply: words.tooManyTries };
    case 'unknown':
      return { status: 'complete', effects, reply: () => words.unknownReceipt };
    case 'found': {
      const { token, day, state, questions } = found;
      return asking({ step: 'add', token, added: 0, files: 0 }, words.status(day, state, questions), effects);
    }
  }
}

function notAReceipt(state: StatusState, { message }: Context): StatusTurn {
  if (looksLikeQuestion(message.text)) return { status: 'unrelated', about: 'this', state };
  return asking(state, words.notAReceipt);
}

function addTurn(state: AddState, opened: LookedUpTip, context: Context): StatusTurn {
  const { message, seal, loaded } = context;
  if (loaded.files.length > 0) return filesTurn(state, opened, context);
  const command = commandOf(message.text);
  if (ENDING.test(command)) {
    return { status: 'complete', effects: [], reply: () => (state.added > 0 ? words.allAdded : words.nothingAdded) };
  }
  if (BEGINNING.test(command) || GOING_BACK.test(command)) return asking(state, words.askToAddAgain(opened.questions));
  const sealed = seal('story', message.text);
  if (looksLikeQuestion(message.text)) return asking({ step: 'which', back: state, pending: sealed });
  return addPiece(state, opened, sealed);
}

function addPiece(state: AddState, { number }: LookedUpTip, sealed: string): StatusTurn {
  if (state.added >= MOST_ADDED) return asking(state, words.addedEnough);
  const add: AddEffect = { kind: 'add', number, sealed };
  return asking({ ...state, added: state.added + 1 }, words.added, [add]);
}

function whichTurn({ back, pending }: Extract<StatusState, { step: 'which' }>, opened: LookedUpTip, context: Context) {
  const command = commandOf(context.message.text);
  if (IS_QUESTION.test(command)) return { status: 'unrelated', about: 'before', state: back } as const;
  const turn = addPiece(back, opened, pending);
  if (IS_TOLD.test(command) || turn.status !== 'asking' || turn.state.step !== 'add') return turn;
  const next = addTurn(turn.state, opened, context);
  const effects = [...(turn.effects ?? []), ...('effects' in next ? (next.effects ?? []) : [])];
  return next.status === 'asking' || next.status === 'complete' ? { ...next, effects } : turn;
}

function filesTurn(state: AddState, { number }: LookedUpTip, { message, seal, loaded }: Context): StatusTurn {
  const { effects, held, draft } = holdEffects(loaded.files, seal, state);
  const files = state.files + held;
  const own: (AddFilesEffect | AddEffect)[] = draft && held > 0 ? [{ kind: 'add-files', number, draft }] : [];
  if (message.text !== '') own.push({ kind: 'add', number, sealed: seal('story', message.text) });
  const next = { ...state, files, added: state.added + held };
  return asking(next, first(receivedNotice(loaded.files, files, held), words.added), [...effects, ...own]);
}
