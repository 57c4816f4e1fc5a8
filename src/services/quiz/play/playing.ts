import type { Reader } from '../../../storage/store.js';
import type { BankQuestion } from '../bank/question.js';
import type { Campaign } from '../campaign/campaign.js';
import { type Attempt, openSlot, type Slot } from './attempt.js';
import type { ReadQuestion } from './known-questions.js';
import { givenOf, withdrawnFrom } from './records.js';
import { type Screen, screenOf } from './show.js';

/** A question in its place. */
export interface Asked {
  /** From 0. */
  readonly slot: number;
  readonly question: BankQuestion;
  readonly screen: Screen;
}

/** An attempt that goes on. */
export interface Playing {
  readonly status: 'playing';
  readonly campaign: Campaign;
  readonly attempt: Attempt;
  /** Slots that have their answer. */
  readonly answered: ReadonlySet<number>;
  /** Slots whose question was found wrong: nobody has to answer them. */
  readonly withdrawn: ReadonlySet<number>;
  /** Undefined where every question that is left was withdrawn. */
  readonly current?: Asked;
  /** What comes once `current` has its answer. */
  readonly next?: Asked;
}

export async function playingOf(
  db: Reader,
  readQuestion: ReadQuestion,
  campaign: Campaign,
  attempt: Attempt,
): Promise<Playing> {
  const answered = new Set((await givenOf(db, attempt.id)).map(({ slot }) => slot));
  const gone = await withdrawnFrom(db, attempt.campaign);
  const at = openSlot(attempt, answered, gone);
  const then = at === undefined ? undefined : openSlot(attempt, new Set([...answered, at]), gone);
  const current = await askedAt(db, readQuestion, attempt.slots, at);
  const next = await askedAt(db, readQuestion, attempt.slots, then);
  const withdrawn = new Set(attempt.slots.flatMap(({ question }, slot) => (gone.has(question) ? [slot] : [])));
  return {
    ...{ status: 'playing', campaign, attempt, answered, withdrawn },
    ...(current ? { current } : {}),
    ...(next ? { next } : {}),
  };
}

export async function askedAt(
  db: Reader,
  readQuestion: ReadQuestion,
  slots: readonly Slot[],
  at: number | undefined,
): Promise<Asked | undefined> {
  const slot = at === undefined ? undefined : slots[at];
  if (at === undefined || !slot) return undefined;
  const question = await readQuestion(db, { id: slot.question, version: slot.version });
  return { slot: at, question, screen: screenOf(question, slot) };
}
