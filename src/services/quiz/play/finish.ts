import type { Tx } from '../../../storage/store.js';
import { readCampaign } from '../campaign/read.js';
import { defaultQuizSettings, type QuizSettings } from '../settings.js';
import type { QuizTables } from '../tables.js';
import { type Attempt, attemptOf, scoreOf } from './attempt.js';
import { flagAttempt } from './flags.js';
import { compareStandings } from './rank.js';
import { givenOf, withdrawnFrom } from './records.js';

/** An attempt that is over. */
export interface Finished {
  readonly score: number;
  readonly durationMs: number;
}

/**
 * Ends an open attempt: score, duration, what ranks of its person, what looks odd. An attempt whose time ran out took its
 * whole limit. The caller has seen that it is open.
 */
export async function finishAttempt(
  tx: Tx,
  attempt: Attempt,
  state: 'SUBMITTED' | 'EXPIRED',
  at: Date,
  settings: QuizSettings,
): Promise<Finished> {
  const given = await givenOf(tx, attempt.id);
  const score = scoreOf(attempt, given, await withdrawnFrom(tx, attempt.campaign));
  const durationMs =
    state === 'SUBMITTED' ? at.getTime() - Date.parse(attempt.startedAt) : await limitOf(tx, attempt, at);
  await tx
    .withTables<QuizTables>()
    .updateTable('quiz_attempts')
    .set({ state, score, duration_ms: durationMs, finished_at: at.toISOString() })
    .where('id', '=', attempt.id)
    .where('state', '=', 'STARTED')
    .execute();
  if (!attempt.rehearsal) {
    await improveBest(tx, attempt, { score, ms: durationMs, at: at.toISOString() });
    await flagAttempt(tx, attempt, given, settings, at);
  }
  return { score, durationMs };
}

async function limitOf(tx: Tx, { campaign, startedAt }: Attempt, at: Date): Promise<number> {
  const limit = ((await readCampaign(tx, campaign))?.timeLimit ?? 0) * 1_000;
  return limit > 0 ? limit : Math.max(0, at.getTime() - Date.parse(startedAt));
}

interface Ended {
  readonly score: number;
  readonly ms: number;
  readonly at: string;
}

async function improveBest(tx: Tx, { campaign, person, id }: Attempt, ended: Ended): Promise<void> {
  const db = tx.withTables<QuizTables>();
  const own = await db
    .selectFrom('quiz_people')
    .select(['code', 'best_score', 'best_ms', 'best_at', 'tie'])
    .where('person', '=', person)
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  if (!own) return;
  const best = { score: Number(own.best_score), ms: Number(own.best_ms), at: own.best_at, tie: own.tie };
  if (compareStandings({ ...ended, tie: own.tie }, best) >= 0) return;
  await db
    .updateTable('quiz_people')
    .set({ best_score: ended.score, best_ms: ended.ms, best_at: ended.at, best_attempt: id })
    .where('campaign', '=', campaign)
    .where('code', '=', own.code)
    .execute();
}

/** As many a pass: the sweep comes every minute and holds up everybody who answers meanwhile. */
const A_PASS = 500;

/**
 * Ends the attempts whose time is up, and those that are open in campaigns that are over.
 * @returns how many; call again for more than 500
 */
export async function expireAttempts(tx: Tx, now: Date, settings: QuizSettings = defaultQuizSettings): Promise<number> {
  const rows = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_attempts')
    .leftJoin('quiz_campaigns', 'quiz_campaigns.number', 'quiz_attempts.campaign')
    .selectAll('quiz_attempts')
    .where('quiz_attempts.state', '=', 'STARTED')
    .where((is) =>
      is.or([
        is('ends_at', '<=', now.toISOString()),
        is('quiz_campaigns.state', 'in', ['CLOSED', 'FROZEN', 'DRAWN', 'PUBLISHED']),
      ]),
    )
    .limit(A_PASS)
    .execute();
  for (const row of rows) await finishAttempt(tx, attemptOf(row), 'EXPIRED', endedAt(row.ends_at, now), settings);
  return rows.length;
}

/** When an attempt that ran out was over: at its time, however late somebody looked. */
export const endedAt = (endsAt: string, now: Date): Date => new Date(Math.min(Date.parse(endsAt), now.getTime()));
