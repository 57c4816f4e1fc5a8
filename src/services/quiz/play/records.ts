import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import { type Attempt, attemptOf, type Given } from './attempt.js';

type Db = Reader | Tx;
type AttemptRow = QuizTables['quiz_attempts'];

const attempts = (db: Db) => db.withTables<QuizTables>().selectFrom('quiz_attempts');

export async function readAttempt(db: Db, id: string): Promise<Attempt | undefined> {
  const row = await attempts(db).selectAll().where('id', '=', id).executeTakeFirst();
  return row && attemptOf(row);
}

/** A person's attempts at a campaign, oldest first. Rehearsals are asked for by themselves. */
export async function attemptsOf(
  db: Db,
  campaign: string,
  persons: readonly string[],
  rehearsal: boolean,
): Promise<readonly Attempt[]> {
  const rows = await attempts(db)
    .selectAll()
    .where('campaign', '=', campaign)
    .where('person', 'in', persons)
    .where('rehearsal', '=', rehearsal ? 1 : 0)
    .orderBy('day')
    .orderBy('number')
    .execute();
  return rows.map(attemptOf);
}

/** What somebody began and has not ended, the newest first, in whatever campaign. */
export async function openAttempts(db: Db, person: string): Promise<readonly Attempt[]> {
  const rows = await attempts(db)
    .selectAll()
    .where('person', '=', person)
    .where('state', '=', 'STARTED')
    .orderBy('started_at', 'desc')
    .execute();
  return rows.map(attemptOf);
}

/** In the order of the slots. */
export async function givenOf(db: Db, attempt: string): Promise<readonly Given[]> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_answers')
    .select(['slot', 'question', 'chosen', 'right', 'shown_at', 'at'])
    .where('attempt', '=', attempt)
    .orderBy('slot')
    .execute();
  return rows.map(({ slot, question, chosen, right, shown_at, at }) => ({
    ...{ slot: Number(slot), question, chosen: JSON.parse(chosen) as number[], right: Number(right) === 1 },
    ...{ shownAt: shown_at, at },
  }));
}

/** Questions that were found wrong while the campaign was open. */
export async function withdrawnFrom(db: Db, campaign: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_pool')
    .select('question')
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ question }) => question));
}

export interface NewAttempt extends Omit<Attempt, 'state' | 'score' | 'finishedAt' | 'durationMs'> {
  readonly seed: string;
}

/** @returns false if the number of the day is taken */
export async function addAttempt(tx: Tx, attempt: NewAttempt): Promise<boolean> {
  const { id, campaign, person, day, number, seed, device } = attempt;
  const row: AttemptRow = {
    ...{ id, campaign, person, day, number, seed, device, rehearsal: attempt.rehearsal ? 1 : 0, state: 'STARTED' },
    ...{ slots: JSON.stringify(attempt.slots), answered: 0, score: 0, duration_ms: 0, finished_at: null },
    ...{ started_at: attempt.startedAt, ends_at: attempt.endsAt },
  };
  const added = await tx
    .withTables<QuizTables>()
    .insertInto('quiz_attempts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export interface NewAnswer extends Omit<Given, 'at'> {
  readonly attempt: string;
  readonly campaign: string;
  readonly version: number;
  /** Keyed hash of the message. */
  readonly message: string;
}

/** @returns false if the slot has its answer, the message answered before, or the attempt is over */
export async function addAnswer(tx: Tx, answer: NewAnswer, now: Date): Promise<boolean> {
  const { attempt, slot, campaign, question, version, message, shownAt } = answer;
  const db = tx.withTables<QuizTables>();
  const at = now.toISOString();
  const counted = await db
    .updateTable('quiz_attempts')
    .set((row) => ({
      answered: row('answered', '+', 1),
      score: row('score', '+', answer.right ? 1 : 0),
    }))
    .where('id', '=', attempt)
    .where('state', '=', 'STARTED')
    .where('ends_at', '>', at)
    .executeTakeFirst();
  if (counted.numUpdatedRows === 0n) return false;
  const added = await db
    .insertInto('quiz_answers')
    .values({
      ...{ attempt, slot, campaign, question, version, message, chosen: JSON.stringify(answer.chosen) },
      ...{ right: answer.right ? 1 : 0, shown_at: shownAt, at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
