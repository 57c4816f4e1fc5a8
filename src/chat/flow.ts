import type { IncomingMessage, Reply } from '../domain/message.js';
import type { Seal } from '../storage/sealing/sealed-text.js';
import type { Effect, Outcome, ReadRecords } from './effect.js';

/** What a turn may look at. Everything else is passed in by value: a turn is pure. */
export interface TurnContext<Loaded> {
  readonly message: IncomingMessage;
  /** The text as it was typed, before an answer to the choices shown last became what that choice stands for. */
  readonly typed: string;
  readonly now: Date;
  readonly loaded: Loaded;
  /** Seals text to the bureau's public key of a purpose: only staff who hold it can read it. For confidential flows. */
  readonly seal: Seal;
  /** The recorded answer that this conversation saw last. */
  readonly answerId?: string;
}

export type Turn<State> =
  | { readonly status: 'asking'; readonly reply: Reply; readonly state: State; readonly effects?: readonly Effect[] }
  | { readonly status: 'complete'; readonly reply: (outcome: Outcome) => Reply; readonly effects: readonly Effect[] }
  | { readonly status: 'abandoned'; readonly reply: Reply; readonly effects?: readonly Effect[] }
  /**
   * A question, not an answer to what was asked: the question service speaks, then `prompt(state)` again. `about` the
   * message before where the flow had to ask first which of the two it was. No answer is worked out before that: a
   * tip must not reach answering, whose embeddings may come from outside.
   */
  | { readonly status: 'unrelated'; readonly about: 'this' | 'before'; readonly state: State }
  /** Not taken up: the flow ends without a word, what it kept is erased, and the message is dealt with as any other. */
  | { readonly status: 'yielded' };

/** A conversation of several messages as a reducer: state in, state out, effects as data. States are plain JSON. */
export interface Flow<State, Loaded = undefined> {
  readonly name: string;
  /** What people call it: 举报. */
  readonly title: string;
  /** A stored state of another version restarts politely. */
  readonly version: number;
  /** What is said in it is never kept in words, and erased when it ends. */
  readonly confidential: boolean;
  /**
   * Nothing kept of it says who took part or at what minute, not even under the local key: no sender, the day alone, its
   * lines in the audit when the day is over, and the rest of the conversation as if it had not been.
   */
  readonly untraced?: true;
  /** Private flows send people of a group to the private chat. */
  readonly where: 'private' | 'anywhere';
  /** Wanted in the middle of another flow: answer and ask again (转人工), ask again only (帮助), or leave it to that flow. */
  readonly amidst: 'answer' | 'remind' | 'ignore';
  /** Said in passing (谢谢, 再说一遍): the choices shown and the reply heard before it stay the last ones. */
  readonly passing?: boolean;
  /**
   * Every message is its own while it is open, 取消, 转人工 and pictures too: a person is talking. It stays open for as
   * long as its own records say, not only for half an hour.
   */
  readonly holds?: true;
  /** What is said, instead of beginning, where it is wanted in the middle of another flow, which then goes on. */
  readonly aside?: () => Reply;
  /** Ends without a word when nobody goes on with it: nothing of it is lost. */
  readonly quiet?: true;
  /** Begun when somebody follows the account or opens the chat. */
  readonly greets?: boolean;
  /** A question that merely holds the word (举报有奖吗) is not a trigger. */
  wants(message: IncomingMessage): boolean;
  /**
   * Wanted because of what is on record (an invitation, a question that staff sent) rather than by the words alone.
   * Asked in private chats, when no flow is open and no choice was just shown that the message could be meant for.
   */
  awaits?(message: IncomingMessage, read: ReadRecords): Promise<boolean>;
  /** Whether pictures and files are taken where it stands; elsewhere they get the reply to what cannot be read. */
  takesFiles?(state: State): boolean;
  /** Reads and slow work before the turn. */
  load?(message: IncomingMessage, state: State | undefined, read: ReadRecords): Promise<Loaded>;
  begin(context: TurnContext<Loaded>): Turn<State>;
  advance(state: State, context: TurnContext<Loaded>): Turn<State>;
  /** Asks again after an interruption. */
  prompt(state: State): Reply;
  /** What is said to 取消; that nothing was kept, where the flow does not say otherwise. */
  leave?(state: State): Reply;
  /** Gives up what was put by for it, however it ends before its time: left, yielded, timed out. */
  discard?(state: State): readonly Effect[];
}

export function defineFlow<State, Loaded = undefined>(flow: Flow<State, Loaded>): Flow<State, Loaded> {
  return flow;
}

/** A flow of one turn: a text, a look-up, a mark set. */
export type OneShot<Loaded> = Omit<
  Flow<never, Loaded>,
  'version' | 'advance' | 'prompt' | 'leave' | 'takesFiles' | 'discard'
>;

export function defineOneShot<Loaded = undefined>(flow: OneShot<Loaded>): Flow<never, Loaded> {
  const again: Reply = { status: 'service', text: '请再说一次。' };
  return {
    ...flow,
    version: 1,
    advance: (state) => ({ status: 'unrelated', about: 'this', state }),
    prompt: () => again,
  };
}
