import { type ClockReading, readClock } from '../../../casework/clock.js';
import { addWorkingDays, workingDaysBetween } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { dropDays } from '../../../storage/day-counts.js';
import type { Reader, Tx } from '../../../storage/store.js';
import { tipCounts } from '../counts.js';
import { type ClockKind, dueOf, type TipTerms } from '../terms.js';
import { type ClockRow, cases } from './tables.js';

export interface ClockDays {
  readonly due_on: string;
  readonly half_on: string;
  readonly soon_on: string;
  readonly verified: number;
}

/**
 * The days a list is filtered by, so that a clock's tone is a comparison of days and needs no calendar in SQL: the first
 * working day on which half, and on which four fifths, of the term are used up.
 */
export function warningDays(begun: string, due: string, verified: boolean): ClockDays {
  const whole = Math.max(1, workingDaysBetween(begun, due));
  const dayAt = (share: number) => addWorkingDays(begun, Math.ceil(whole * share)).day;
  return { due_on: due, half_on: dayAt(0.5), soon_on: dayAt(0.8), verified: verified ? 1 : 0 };
}

/** Starts a clock; one that stands there already is started anew. */
export async function startClock(tx: Tx, number: string, kind: ClockKind, at: Date, terms: TipTerms): Promise<void> {
  const begun = chinaDay(at);
  const { day, verified } = dueOf(kind, begun, terms);
  const days = { begun_on: begun, ...warningDays(begun, day, verified), running: 1, done_on: null };
  const before = (await clocksOf(tx, number)).find((clock) => clock.kind === kind);
  await cases(tx)
    .insertInto('tip_clocks')
    .values({ number, kind, ...days })
    .onConflict((conflict) => conflict.columns(['number', 'kind']).doUpdateSet(days))
    .execute();
  await dropDays(tx, tipCounts, [before?.done_on]);
  await listed(tx, number, days);
}

/** One clock runs at a time: the list goes by it. */
async function listed(tx: Tx, number: string, days: Pick<ClockDays, 'due_on' | 'half_on' | 'soon_on'> | undefined) {
  const { due_on = null, half_on = null, soon_on = null } = days ?? {};
  await cases(tx).updateTable('tips').set({ due_on, half_on, soon_on }).where('number', '=', number).execute();
}

export async function stopClock(tx: Tx, number: string, kind: ClockKind, at: Date): Promise<void> {
  const stopped = await cases(tx)
    .updateTable('tip_clocks')
    .set({ running: 0, done_on: chinaDay(at) })
    .where('number', '=', number)
    .where('kind', '=', kind)
    .where('running', '=', 1)
    .executeTakeFirst();
  if (stopped.numUpdatedRows === 0n) return;
  await dropDays(tx, tipCounts, [chinaDay(at)]);
  await listed(tx, number, undefined);
}

/** @param days working days, 1 to 30 */
export async function extendClock(tx: Tx, number: string, kind: ClockKind, days: number): Promise<string | undefined> {
  const row = (await clocksOf(tx, number)).find((clock) => clock.kind === kind && clock.running === 1);
  if (!row) return undefined;
  const { day, verified } = addWorkingDays(row.due_on, days);
  const until = warningDays(row.begun_on, day, verified && row.verified === 1);
  const clock = cases(tx).updateTable('tip_clocks').set(until).where('number', '=', number).where('kind', '=', kind);
  await clock.execute();
  await listed(tx, number, until);
  return day;
}

export function clocksOf(db: Reader | Tx, number: string): Promise<ClockRow[]> {
  return cases(db).selectFrom('tip_clocks').selectAll().where('number', '=', number).orderBy('begun_on').execute();
}

/** How far a clock is; one that was stopped stands where it stood. */
export const readingOf = ({ begun_on, due_on }: Pick<ClockRow, 'begun_on' | 'due_on'>, now: Date): ClockReading =>
  readClock(begun_on, due_on, now);

/** What came in since the last sweep: the first clock begins with the day a tip came in, whatever way it took. */
export async function startMissing(tx: Tx, terms: TipTerms): Promise<void> {
  const rows = await cases(tx)
    .selectFrom('tips')
    .select(['number', 'received_at'])
    .where('state', 'in', ['RECEIVED', 'TRIAGE'])
    .where('due_on', 'is', null)
    .limit(500)
    .execute();
  for (const { number, received_at } of rows) await startClock(tx, number, 'verify', new Date(received_at), terms);
}
