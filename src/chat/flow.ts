import type { Answer } from '../answering/answer.js';
import type { IncomingMessage, Reply } from '../domain/message.js';
import type { Effect, Outcome, ReadRecords } from './service.js';

/** What a turn may look at. Everything else is passed in by value: a turn is pure. */
export interface TurnContext<Loaded> {
  readonly message: IncomingMessage;
  readonly now: Date;
  readonly loaded: Loaded;
  /** What the question service would say to this message. */
  readonly answer: Answer;
  /** Seals text to the bureau's public key: what goes in can only be read by staff with the password. */
  readonly seal: (text: string) => string;
}

export type Turn<State> =
  | { readonly status: 'asking'; readonly reply: Reply; readonly state: State; readonly effects?: readonly Effect[] }
  | { readonly status: 'complete'; readonly reply: (outcome: Outcome) => Reply; readonly effects: readonly Effect[] }
  | { readonly status: 'abandoned'; readonly reply: Reply; readonly effects?: readonly Effect[] }
  /** Not an answer to what was asked: the question service speaks, then `prompt(state)` again. */
  | { readonly status: 'unrelated' };

/** A conversation of several messages as a reducer: state in, state out, effects as data. */
export interface Flow<State, Loaded = undefined> {
  readonly name: string;
  /** A stored state of another version restarts politely. */
  readonly version: number;
  /** The messages of this flow and its stored copies are sealed, and erased when it ends. Never runs in a group. */
  readonly confidential: boolean;
  /** A question that merely holds the word (举报有奖吗) is not a trigger. */
  wants(message: IncomingMessage): boolean;
  load?(state: State | undefined, read: ReadRecords): Promise<Loaded>;
  begin(context: TurnContext<Loaded>): Turn<State>;
  advance(state: State, context: TurnContext<Loaded>): Turn<State>;
  /** Asks again after an interruption. */
  prompt(state: State): Reply;
}

export function defineFlow<State, Loaded = undefined>(flow: Flow<State, Loaded>): Flow<State, Loaded> {
  return flow;
}
