import { sql } from 'kysely';
import { expect } from 'vitest';
import { acts } from '../../../src/services/tips/acts.js';
import { tipFigures } from '../../../src/services/tips/desk/figures.js';
import { tipStates } from '../../../src/services/tips/states.js';
import { type CaseTables, cases } from '../../../src/services/tips/work/tables.js';
import type { Store } from '../../../src/storage/store.js';
import { createDice } from '../casework-rows.js';

const DAY_MS = 86_400_000;
type Tip = CaseTables['tips'] & { receipt_hash: string };
type ClockRow = CaseTables['tip_clocks'];

export interface TipRows {
  readonly tips: readonly Tip[];
  readonly clocks: readonly ClockRow[];
}

/** Tips over a year and a half, in every state, the same each time. */
export function generateTips(count: number): TipRows {
  const { below, one } = createDice(735);
  const some = <T>(value: () => T) => (below(3) === 0 ? null : value());
  const day = () => new Date(Date.parse('2025-11-01') + below(500) * DAY_MS).toISOString().slice(0, 10);
  const tips = Array.from({ length: count }, (_, at): Tip => {
    const number = `JB20260101-${String(at).padStart(5, '0')}`;
    const received = new Date(Date.parse('2025-11-01T00:00:00Z') + below(500 * 24 * 60) * 60_000).toISOString();
    return {
      ...{ number, received_at: received, channel: 'test', version: 1, receipt_hash: number, reporter_key: null },
      ...{ state: one(tipStates), named: below(2), kind: some(() => one(acts).code), target_kind: null },
      ...{ owner: null, filing: some(() => one(['filed', 'not-filed'] as const)), filed_on: some(day) },
      ...{ told_on: some(day), outcome: some(() => one(['true', 'part', 'false'] as const)), concluded_on: some(day) },
      ...{ case_value: some(() => below(1e9)), recovered: some(() => below(1e9)), reward: some(() => below(2e7)) },
      ...{ paid_on: some(day), original: below(9) === 0 ? 'JB20260101-00000' : null, closed_on: null },
      ...{ due_on: null, half_on: null, soon_on: null },
    };
  });
  const clocks = tips.flatMap(({ number }) =>
    (['verify', 'tell'] as const).map((kind): ClockRow => {
      const [due_on, running] = [day(), below(2)];
      const done_on = running === 1 ? null : day();
      return {
        number,
        kind,
        begun_on: '2026-01-01',
        due_on,
        half_on: due_on,
        soon_on: due_on,
        running,
        done_on,
        verified: 1,
      };
    }),
  );
  return { tips, clocks };
}

export async function insertTips(store: Store, { tips, clocks }: TipRows): Promise<void> {
  await store.transaction(async (tx) => {
    const db = tx.withTables<Omit<CaseTables, 'tips'> & { tips: Tip }>();
    for (let at = 0; at < tips.length; at += 200)
      await db
        .insertInto('tips')
        .values(tips.slice(at, at + 200))
        .execute();
    for (let at = 0; at < clocks.length; at += 200)
      await cases(tx)
        .insertInto('tip_clocks')
        .values(clocks.slice(at, at + 200))
        .execute();
  });
}

const PERIODS = [
  { from: '2026-01-01', to: '2026-12-31' },
  { from: '2026-03-01', to: '2026-03-01' },
  { from: '2031-01-01', to: '2031-12-31' },
];

/** Counted again from the rows, without a query. */
function recount({ tips, clocks }: TipRows, { from, to }: (typeof PERIODS)[number]) {
  const chinaDay = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10);
  const within = (day: string | null) => day !== null && day >= from && day <= to;
  const received = tips.filter(({ received_at }) => within(chinaDay(received_at)));
  const filed = tips.filter(({ filed_on }) => within(filed_on));
  const concluded = tips.filter(({ concluded_on }) => within(concluded_on));
  const paid = tips.filter(({ paid_on }) => within(paid_on));
  const percent = (part: number, whole: number) => (whole === 0 ? undefined : Math.round((part / whole) * 1000) / 10);
  const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0) / 100;
  const onTime = (kind: string) => {
    const done = clocks.filter((clock) => clock.kind === kind && clock.running === 0 && within(clock.done_on));
    return percent(done.filter(({ done_on, due_on }) => (done_on ?? '') <= due_on).length, done.length);
  };
  return {
    'tips.received': received.length,
    'tips.by-kind': received.length,
    'tips.by-state': received.length,
    'tips.named-share': percent(received.filter(({ named }) => named === 1).length, received.length),
    'tips.duplicates': received.filter(({ original }) => original !== null).length,
    'tips.filed': filed.filter(({ filing }) => filing === 'filed').length,
    'tips.not-filed': filed.filter(({ filing }) => filing === 'not-filed').length,
    'tips.concluded': concluded.length,
    'tips.case-value': sum(concluded.map(({ case_value }) => case_value)),
    'tips.recovered': sum(concluded.map(({ recovered }) => recovered)),
    'tips.verified-on-time': onTime('verify'),
    'tips.told-on-time': onTime('tell'),
    'tips.rewards': paid.length,
    'tips.reward-sum': sum(paid.map(({ reward }) => reward)),
  };
}

/** Counted from the rows, by the queries that the figures name, and as told: all the same. */
export async function expectTipFiguresEqual(store: Store, rows: TipRows): Promise<void> {
  for (const period of PERIODS) {
    const figures = await tipFigures(store.read, period);
    const told = Object.fromEntries(figures.map(({ id, value }) => [id, value]));
    expect(told).toEqual(recount(rows, period));
    for (const { query, parts, value, unit } of figures) {
      const { rows: again } = await sql
        .raw<{ value?: number; part?: number; whole?: number }>(query)
        .execute(store.read);
      if (parts) expect(again.map((row) => row.value)).toEqual(parts.map((part) => part.value));
      else if (unit !== '%') expect((again[0]?.value ?? 0) / (unit === '元' ? 100 : 1)).toBe(value);
    }
  }
}
