import { chinaDay } from '../../../lib/clock.js';
import type { LocalKey } from '../../../storage/local-key.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Attempt } from './attempt.js';
import type { ReadQuestion } from './known-questions.js';
import { goneAs, participantIn } from './people.js';
import { participantCode } from './person.js';
import { rankOf } from './rank.js';
import { attemptsOf, givenOf, withdrawnFrom } from './records.js';

/** A source that is worth reading again, and the questions that it answers. */
export interface ToRead {
  readonly title: string;
  /** From 1. */
  readonly questions: readonly number[];
}

/** What an attempt came to. Plain JSON: it is said after it was written. */
export interface Result {
  readonly score: number;
  readonly slots: number;
  readonly durationMs: number;
  readonly toRead: readonly ToRead[];
  readonly rehearsal: boolean;
  /** Attempts that are left today. */
  readonly left: number;
  /** Of the person, over all attempts; undefined as long as none counts. */
  readonly best?: number;
  readonly rank?: number;
  readonly code: string;
  readonly verified: boolean;
}

export interface ResultTools {
  readonly localKey: LocalKey;
  readonly readQuestion: ReadQuestion;
}

export async function resultOf(
  db: Reader | Tx,
  { localKey, readQuestion }: ResultTools,
  campaign: Campaign,
  attempt: Attempt,
  now: Date,
): Promise<Result> {
  const code = participantCode(localKey, campaign.number, attempt.person);
  const own = await participantIn(db, campaign.number, attempt.person);
  const rank = attempt.rehearsal ? undefined : await rankOf(db, campaign.number, code);
  return {
    ...{ score: attempt.score, slots: attempt.slots.length, durationMs: attempt.durationMs, code },
    ...{ toRead: await toReadAgain(db, readQuestion, attempt), rehearsal: attempt.rehearsal },
    left: await attemptsLeft(db, localKey, campaign, attempt.person, now),
    ...(own && own.bestScore >= 0 ? { best: own.bestScore } : {}),
    ...(rank === undefined ? {} : { rank }),
    verified: own !== undefined && own.verified !== '',
  };
}

async function toReadAgain(db: Reader | Tx, readQuestion: ReadQuestion, attempt: Attempt): Promise<readonly ToRead[]> {
  const withdrawn = await withdrawnFrom(db, attempt.campaign);
  const right = new Set((await givenOf(db, attempt.id)).filter((answer) => answer.right).map(({ slot }) => slot));
  const found = new Map<string, number[]>();
  for (const [slot, { question, version }] of attempt.slots.entries()) {
    if (right.has(slot) || withdrawn.has(question)) continue;
    const { source } = await readQuestion(db, { id: question, version });
    const title = source ? [source.title, source.article].filter(Boolean).join('') : '';
    found.set(title, [...(found.get(title) ?? []), slot + 1]);
  }
  return [...found].map(([title, questions]) => ({ title, questions }));
}

/** How often somebody may still begin on the day of `now`. */
export async function attemptsLeft(
  db: Reader | Tx,
  localKey: LocalKey,
  campaign: Campaign,
  person: string,
  now: Date,
): Promise<number> {
  const begun = await begunOn(db, localKey, campaign.number, person, chinaDay(now));
  return Math.max(0, campaign.attemptsPerDay - begun);
}

/** Attempts of a day, those before somebody had their data deleted with them. */
export async function begunOn(
  db: Reader | Tx,
  localKey: LocalKey,
  campaign: string,
  person: string,
  day: string,
): Promise<number> {
  const persons = personsOf(localKey, campaign, person);
  return (await attemptsOf(db, campaign, persons, false)).filter((attempt) => attempt.day === day).length;
}

/** What somebody's attempts at a campaign stand under. */
export const personsOf = (localKey: LocalKey, campaign: string, person: string): readonly string[] => [
  person,
  goneAs(participantCode(localKey, campaign, person)),
];
