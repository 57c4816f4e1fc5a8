import type { Answered, CitedAnswer } from '../domain/answer.js';
import type { Address, IncomingMessage, Reply } from '../domain/message.js';
import type { Migration, Tx } from '../storage/store.js';
import type { Effect, Outcome } from './effect.js';
import type { Flow } from './flow.js';
import type { Keeper } from './keeper.js';

/** Who and when an effect is carried out for. */
export interface RecordContext {
  readonly sender: string;
  readonly now: Date;
  /** Leaves a reply for the channel to send of its own accord, in the same transaction. The same id is sent once. */
  notify(id: string, address: Address, reply: Reply): Promise<void>;
}

/** A flow whose state and records only its own service knows. */
export type AnyFlow = Flow<unknown, unknown>;

/** One thing that the bot does for people: a folder of services/ and a line in its table. */
export interface Service<E extends Effect = Effect> {
  /** Said in `Reply.service` and in the audit. */
  readonly name: string;
  readonly migrations?: readonly Migration[];
  /** Who acts in its confidential flows, as the audit says; `reporter` when absent. */
  readonly actor?: string;
  readonly flows?: readonly AnyFlow[];
  /** The slow part of an effect (random numbers, key stretching), before the transaction. */
  prepare?(effect: E): Promise<E>;
  /** Records through the transaction and nothing else: no network, no model, no waiting. */
  carryOut?(tx: Tx, effect: E, context: RecordContext): Promise<Outcome>;
  /** What it keeps about people; absent where that is nothing. */
  readonly keeps?: Keeper;
  /** Erases what has had its time. Called every minute or so. */
  forget?(tx: Tx, now: Date): Promise<void>;
  /** Keeps counts of days that are not kept, some at a time; true where none is left. Called every minute or so. */
  tally?(tx: Tx): Promise<boolean>;
}

/** A question that was put to answering. */
export interface Asked {
  readonly message: IncomingMessage;
  /** As it may be kept: personal numbers masked. */
  readonly question: string;
  /** Undefined if answering failed. */
  readonly answered: Answered | undefined;
  /** Asked in the middle of a confidential flow: its words are not kept. */
  readonly withheld: boolean;
  readonly answerId: string;
  /** The question before, masked anew because a number began in it and ended in this one. */
  readonly remasked?: { readonly answerId: string; readonly question: string };
}

/** The service that everything goes to which no other one wants. */
export interface QuestionService<E extends Effect = Effect> extends Service<E> {
  respond(asked: Asked): { readonly reply: Reply; readonly effects: readonly Effect[] };
  /** The same answer in a model's words, sent after it. */
  reworded(answerId: string, answer: CitedAnswer): { readonly reply: Reply; readonly effects: readonly Effect[] };
}

/** The table of services: flows are asked in this order whether they want a message. */
export interface Services {
  readonly questions: QuestionService;
  readonly others: readonly Service[];
}

export function defineService<E extends Effect>(service: Service<E>): Service {
  return service as Service;
}
