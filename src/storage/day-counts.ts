import { CompiledQuery, type SchemaModule, sql } from 'kysely';
import { chinaDay } from '../lib/clock.js';
import { boundsOf, byDay, type DayCount, type Days, idOf } from './day-count.js';
import type { Migration, Reader, Tx } from './store.js';

/**
 * Counts of one service that are kept by day, so that a year is a sum of 365 small rows whatever the number of rows
 * behind it. Whoever writes a row that is counted drops its day in the same transaction; a day that is not kept is
 * counted when it is read, and kept by the next sweep. So nothing kept is ever older than the rows.
 */
export interface DayCounts<Name extends string = string> {
  readonly name: string;
  readonly counts: Readonly<Record<Name, DayCount>>;
}

type Value = string | number | null;
/** The values told apart, then the sums, in the order of the count. */
type Line = readonly Value[];
type DayCountTables = { day_counts: { count: string; day: string; lines: string } };

export const dayCountMigration: Migration = { name: 'core/6-day-counts', up: dayCounts };

async function dayCounts(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('day_counts')
    .addColumn('count', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('lines', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('day_count_once', ['count', 'day'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await schema.createIndex('day_counts_day').on('day_counts').columns(['day']).execute();
}

const DAY_MS = 86_400_000;
const daysFrom = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const daysBetween = ({ from, to }: Days) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** What a count comes to over a period, a row for each of what it tells apart, in no order; none where nothing is. */
export async function sumDays<Row, Name extends string = string>(
  read: Reader,
  { name, counts }: DayCounts<Name>,
  which: Name,
  days: Days,
): Promise<readonly Row[]> {
  const count = counts[which];
  const kept = await keptDays(read, idOf(`${name}.${which}`, count), days);
  const lines = (JSON.parse(`[${kept.map((row) => row.lines).join(',')}]`) as Line[][]).flat();
  const known = kept.map(({ day }) => day);
  for (const gap of gapsIn(known, days))
    for (const found of (await countDays(read, count, gap)).values()) lines.push(...found);
  return added(count, lines) as Row[];
}

const keptDays = (read: Reader, id: string, { from, to }: Days) =>
  read
    .withTables<DayCountTables>()
    .selectFrom('day_counts')
    .select(['day', 'lines'])
    .where('count', '=', id)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();

/** The days that are not known, in runs. */
function gapsIn(known: readonly string[], { from, to }: Days): Days[] {
  const gaps: Days[] = [];
  let next = from;
  for (const day of known) {
    if (day > next) gaps.push({ from: next, to: daysFrom(day, -1) });
    next = daysFrom(day, 1);
  }
  return next <= to ? [...gaps, { from: next, to }] : gaps;
}

/** Counted from the rows themselves; days without any are left out. */
async function countDays(read: Reader | Tx, count: DayCount, days: Days): Promise<Map<string, Line[]>> {
  const query = CompiledQuery.raw(byDay(count), boundsOf(count, days));
  const { rows } = await read.executeQuery<Record<string, Value>>(query);
  const found = new Map<string, Line[]>();
  for (const { counted_day, ...line } of rows) {
    const day = String(counted_day);
    const lines = found.get(day);
    if (lines) lines.push(Object.values(line));
    else found.set(day, [Object.values(line)]);
  }
  return found;
}

function added({ by = {}, sums }: DayCount, lines: readonly Line[]): Record<string, Value>[] {
  const names = Object.keys(by);
  const totals = new Map<string, Value[]>();
  for (const line of lines) {
    const key = keyOf(line, names.length);
    const total = totals.get(key);
    if (!total) totals.set(key, [...line]);
    else for (let at = names.length; at < line.length; at++) total[at] = Number(total[at]) + Number(line[at]);
  }
  const columns = [...names, ...Object.keys(sums)];
  const told = (at: number, value: Value) => (at < names.length ? value : Number(value));
  return [...totals.values()].map((total) =>
    Object.fromEntries(columns.map((name, at) => [name, told(at, total[at] ?? null)])),
  );
}

/** What a line is told apart by; nothing and an empty text are not the same. */
function keyOf(line: Line, parts: number): string {
  let key = '';
  for (let at = 0; at < parts; at++) key += line[at] === null ? '\u0001' : `${line[at]}\u0000`;
  return key;
}

/** To be called in the transaction that writes a row: for the days that it belongs to, and for those that it leaves. */
export async function dropDays(
  tx: Tx,
  { name }: DayCounts,
  days: readonly (string | null | undefined)[],
): Promise<void> {
  const dropped = [...new Set(days)].filter((day) => day !== null && day !== undefined);
  if (dropped.length === 0) return;
  await tx
    .withTables<DayCountTables>()
    .deleteFrom('day_counts')
    .where('day', 'in', dropped)
    .where('count', '>=', `${name}.`)
    .where('count', '<', `${name}/`)
    .execute();
}

/** As many days of a count a pass: the sweep comes every minute, and nobody waits for it. */
const DAYS_A_PASS = 31;

/**
 * Keeps days that are not kept, the newest first, some at a time. Relies on transactions that run one after the other,
 * as the store has them: nobody writes between the counting and the keeping.
 * @returns whether every day is kept now
 */
export async function keepDays(tx: Tx, { name, counts }: DayCounts): Promise<boolean> {
  let whole = true;
  for (const [which, count] of Object.entries(counts)) {
    const id = idOf(`${name}.${which}`, count);
    const days = await daysOf(tx, count);
    if (days && !(await keepGaps(tx, id, count, days))) whole = false;
  }
  return whole;
}

/** From the first to the last day that has rows. */
async function daysOf(tx: Tx, { from, day, moment }: DayCount): Promise<Days | undefined> {
  const column = moment ?? day;
  const ends = `select (select min(${column}) from ${from}) as first, (select max(${column}) from ${from}) as last`;
  const { rows } = await tx.executeQuery<{ first: string | null; last: string | null }>(CompiledQuery.raw(ends));
  const [{ first, last } = { first: null, last: null }] = rows;
  if (first === null || last === null) return undefined;
  const dayOf = (at: string) => (moment ? chinaDay(new Date(at)) : at);
  return { from: dayOf(first), to: dayOf(last) };
}

async function keepGaps(tx: Tx, id: string, count: DayCount, days: Days): Promise<boolean> {
  const table = tx.withTables<DayCountTables>();
  const kept = table.selectFrom('day_counts').where('count', '=', id);
  const within = kept.where('day', '>=', days.from).where('day', '<=', days.to);
  const { known } = await within.select(({ fn }) => fn.countAll().as('known')).executeTakeFirstOrThrow();
  if (Number(known) === daysBetween(days)) return true;
  if (Number(known) === 0) await dropFormer(tx, id);
  const rows = await within.select('day').orderBy('day').execute();
  const gaps = gapsIn(
    rows.map(({ day }) => day),
    days,
  );
  let left = DAYS_A_PASS;
  for (const gap of gaps.reverse()) {
    if (left <= 0) return false;
    const piece = { to: gap.to, from: latest(gap.from, daysFrom(gap.to, 1 - left)) };
    const found = await countDays(tx, count, piece);
    for (let day = piece.from; day <= piece.to; day = daysFrom(day, 1), left--)
      await table
        .insertInto('day_counts')
        .values({ count: id, day, lines: JSON.stringify(found.get(day) ?? []) })
        .execute();
    if (piece.from > gap.from) return false;
  }
  return true;
}

const latest = (one: string, other: string) => (one > other ? one : other);

/** What the same count kept when it was written otherwise. */
async function dropFormer(tx: Tx, id: string): Promise<void> {
  const former = id.slice(0, id.indexOf('@'));
  await tx
    .withTables<DayCountTables>()
    .deleteFrom('day_counts')
    .where('count', '>=', `${former}@`)
    .where('count', '<', `${former}A`)
    .execute();
}
