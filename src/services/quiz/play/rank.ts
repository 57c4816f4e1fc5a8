import { type ExpressionBuilder, sql } from 'kysely';
import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import { tailOf } from './person.js';

/** What ranks: more right answers, then less time, then the earlier end, then the keyed hash. */
export interface Standing {
  readonly score: number;
  readonly ms: number;
  /** When it was ended, ISO text. */
  readonly at: string;
  readonly tie: string;
}

/** Negative where `one` ranks before `other`. */
export function compareStandings(one: Standing, other: Standing): number {
  return other.score - one.score || one.ms - other.ms || order(one.at, other.at) || order(one.tie, other.tie);
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export interface LeaderboardRow {
  /** From 1, among everybody: who is hidden leaves a gap. */
  readonly rank: number;
  /** '' for none. Not escaped. */
  readonly nickname: string;
  /** The last four letters of the participant code. */
  readonly tail: string;
  readonly score: number;
  /** Questions of the attempt that ranks. */
  readonly slots: number;
  readonly ms: number;
}

/** The best of a campaign, without those who wish not to be seen. @param limit 1 to 1,000 */
export async function leaderboard(
  db: Reader | Tx,
  campaign: string,
  limit: number,
): Promise<readonly LeaderboardRow[]> {
  const tables = db.withTables<QuizTables>();
  const ranked = tables
    .selectFrom('quiz_people')
    .select(['code', 'nickname', 'hidden', 'best_score', 'best_ms', 'best_attempt'])
    .select(sql<number>`row_number() over (order by best_score desc, best_ms, best_at, tie)`.as('rank'))
    .where('campaign', '=', campaign)
    .where('best_score', '>=', 0);
  const rows = await tables
    .selectFrom(ranked.as('ranked'))
    .leftJoin('quiz_attempts', 'quiz_attempts.id', 'ranked.best_attempt')
    .select(['rank', 'code', 'nickname', 'best_score', 'best_ms', 'slots'])
    .where('hidden', '=', 0)
    .orderBy('rank')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ rank: Number(row.rank), nickname: row.nickname, tail: tailOf(row.code), score: Number(row.best_score) },
    ...{ ms: Number(row.best_ms), slots: row.slots === null ? 0 : (JSON.parse(row.slots) as unknown[]).length },
  }));
}

/** Where somebody stands among everybody, from 1; undefined as long as no attempt of theirs counts. */
export async function rankOf(db: Reader | Tx, campaign: string, code: string): Promise<number | undefined> {
  const people = () => db.withTables<QuizTables>().selectFrom('quiz_people').where('campaign', '=', campaign);
  const own = await people()
    .select(['best_score', 'best_ms', 'best_at', 'tie'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!own || Number(own.best_score) < 0) return undefined;
  const { before } = await people()
    .select(({ fn }) => fn.countAll().as('before'))
    .where((is) => ahead(is, own))
    .executeTakeFirstOrThrow();
  return Number(before) + 1;
}

type Best = Pick<QuizTables['quiz_people'], 'best_score' | 'best_ms' | 'best_at' | 'tie'>;

function ahead(is: ExpressionBuilder<QuizTables, 'quiz_people'>, own: Best) {
  const score = is('best_score', '=', own.best_score);
  const ms = is('best_ms', '=', own.best_ms);
  return is.or([
    is('best_score', '>', own.best_score),
    is.and([score, is('best_ms', '<', own.best_ms)]),
    is.and([score, ms, is('best_at', '<', own.best_at)]),
    is.and([score, ms, is('best_at', '=', own.best_at), is('tie', '<', own.tie)]),
  ]);
}
