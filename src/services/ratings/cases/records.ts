import type { Address } from '../../../domain/message.js';
import { chinaDay } from '../../../lib/clock.js';
import { YiwenError } from '../../../lib/errors.js';
import { dropDays } from '../../../storage/day-counts.js';
import type { Reader, Tx } from '../../../storage/store.js';
import { countAnew, ratingCounts } from '../figures/queries.js';
import { BOT } from '../settings.js';
import type { CaseStepTable, CaseTable, RatingTables } from '../tables.js';
import type { Sending } from './messages.js';
import { firstTerm } from './terms.js';

/** Within a year as many fit the number; sorted as text they are in order. */
const DIGITS = 6;

async function nextNumber(tx: Tx, year: string): Promise<string> {
  const last = await tx
    .withTables<RatingTables>()
    .selectFrom('rating_cases')
    .select('number')
    .where('number', '>=', `${year}-`)
    .where('number', '<', `${year}.`)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const count = Number(last?.number.slice(year.length + 1) ?? 0) + 1;
  return `${year}-${String(count).padStart(DIGITS, '0')}`;
}

/** A case that was opened stays, also when the rating is changed afterwards: the second time nothing happens. */
export async function openCase(tx: Tx, sending: Sending, ratingId: string, address: Address, at: Date): Promise<void> {
  if (await caseById(tx, ratingId)) return;
  const db = tx.withTables<RatingTables>();
  const rating = await db
    .selectFrom('ratings')
    .select(['level', 'matter', 'channel', 'served_by'])
    .where('id', '=', ratingId)
    .executeTakeFirst();
  const { channel, chat, sender } = address;
  const day = chinaDay(at);
  await db
    .insertInto('rating_cases')
    .values({
      ...{ rating_id: ratingId, number: await nextNumber(tx, day.slice(0, 4)), state: 'OPEN', version: 1 },
      address: sending.localKey.encrypt(JSON.stringify({ channel, chat, sender })),
      ...{ level: rating?.level ?? 2, matter: rating?.matter ?? BOT.code, channel: rating?.channel ?? channel },
      ...{ served_by: rating?.served_by ?? null, opened_at: at.toISOString(), opened_day: day },
      ...firstTerm(sending.settings, day),
      ...{ late: 0, verdict: null, verified_by: null, verified_at: null, exclusion: 'none', appeal: 'none' },
      ...{ appeal_grounds: null, contacted_at: null, measure: null, answered_at: null, revisit_asked_at: null },
      ...{ revisited_at: null, put_right: null, closed_at: null },
    })
    .execute();
  await countAnew(tx, ratingId);
}

export function caseById(db: Reader | Tx, ratingId: string): Promise<CaseTable | undefined> {
  return db
    .withTables<RatingTables>()
    .selectFrom('rating_cases')
    .selectAll()
    .where('rating_id', '=', ratingId)
    .executeTakeFirst();
}

export function stepsOf(db: Reader | Tx, ratingId: string): Promise<CaseStepTable[]> {
  return db
    .withTables<RatingTables>()
    .selectFrom('rating_case_steps')
    .selectAll()
    .where('rating_id', '=', ratingId)
    .orderBy('version')
    .execute();
}

/** Writes what a step changes and its line of history. @throws YiwenError `ratings.changed-meanwhile` */
export async function changeCase(
  tx: Tx,
  found: CaseTable,
  change: Partial<CaseTable>,
  step: Pick<CaseStepTable, 'actor' | 'step' | 'note' | 'at'>,
): Promise<number> {
  const db = tx.withTables<RatingTables>();
  const version = found.version + 1;
  const result = await db
    .updateTable('rating_cases')
    .set({ ...change, version })
    .where('rating_id', '=', found.rating_id)
    .where('version', '=', found.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw changedMeanwhile();
  await countAnew(tx, found.rating_id);
  const states = { from_state: found.state, to_state: change.state ?? found.state };
  await db
    .insertInto('rating_case_steps')
    .values({ rating_id: found.rating_id, version, ...step, ...states })
    .execute();
  return version;
}

export const changedMeanwhile = () =>
  new YiwenError('ratings.changed-meanwhile', '这件差评刚被别人办理过', '请刷新页面，看过新内容再办');

/** Marks what is overdue, so that it stays told after it was dealt with. */
export async function markLate(tx: Tx, now: Date): Promise<void> {
  const db = tx.withTables<RatingTables>();
  const overdue = await db
    .selectFrom('rating_cases')
    .select('opened_day')
    .distinct()
    .where('due', '<', chinaDay(now))
    .where('late', '=', 0)
    .execute();
  if (overdue.length === 0) return;
  await db
    .updateTable('rating_cases')
    .set({ late: 1 })
    .where('due', '<', chinaDay(now))
    .where('late', '=', 0)
    .execute();
  await dropDays(
    tx,
    ratingCounts,
    overdue.map(({ opened_day }) => opened_day),
  );
}

/** The case whose revisit a person was asked and has not answered, newest first, two weeks back at most. */
export function awaitedRevisit(db: Reader | Tx, sender: string, now: Date): Promise<CaseTable | undefined> {
  return db
    .withTables<RatingTables>()
    .selectFrom('rating_cases')
    .innerJoin('ratings', 'ratings.id', 'rating_cases.rating_id')
    .selectAll('rating_cases')
    .where('ratings.sender', '=', sender)
    .where('rating_cases.state', '=', 'ANSWERED')
    .where('revisit_asked_at', '>=', new Date(now.getTime() - REVISIT_MS).toISOString())
    .orderBy('revisit_asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const REVISIT_MS = 14 * 24 * 3_600_000;
