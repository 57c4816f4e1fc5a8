import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acts } from '../../../src/services/tips/acts.js';
import { tipFigures } from '../../../src/services/tips/desk/figures.js';
import { tipStates } from '../../../src/services/tips/states.js';
import { type CaseTables, cases } from '../../../src/services/tips/work/tables.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

let test: TestAssistant;
beforeEach(async () => {
  test = await createTestAssistant();
});
afterEach(() => test.close());

/** The same numbers each time: mulberry32. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const DAY_MS = 86_400_000;
type Tip = CaseTables['tips'] & { receipt_hash: string };
type ClockRow = CaseTables['tip_clocks'];

function generate(count: number): { tips: Tip[]; clocks: ClockRow[] } {
  const below = generator(735);
  const one = <T>(values: readonly T[]) => values[below(values.length)] as T;
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

const PERIODS = [
  { from: '2026-01-01', to: '2026-12-31' },
  { from: '2026-03-01', to: '2026-03-01' },
  { from: '2031-01-01', to: '2031-12-31' },
];

/** Counted again from the rows, without a query. */
function recount({ tips, clocks }: ReturnType<typeof generate>, { from, to }: (typeof PERIODS)[number]) {
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

describe('the figures of a year', () => {
  it('are what counting the rows gives, and what their own query gives', async () => {
    const rows = generate(3_000);
    await test.store.transaction(async (tx) => {
      const db = tx.withTables<Omit<CaseTables, 'tips'> & { tips: Tip }>();
      for (let at = 0; at < rows.tips.length; at += 200)
        await db
          .insertInto('tips')
          .values(rows.tips.slice(at, at + 200))
          .execute();
      for (let at = 0; at < rows.clocks.length; at += 200)
        await cases(tx)
          .insertInto('tip_clocks')
          .values(rows.clocks.slice(at, at + 200))
          .execute();
    });
    for (const period of PERIODS) {
      const figures = await tipFigures(test.store.read, period);
      const told = Object.fromEntries(figures.map(({ id, value }) => [id, value]));
      expect(told).toEqual(recount(rows, period));
      for (const { query, parts, value, unit } of figures) {
        const { rows: again } = await sql
          .raw<{ value?: number; part?: number; whole?: number }>(query)
          .execute(test.store.read);
        if (parts) expect(again.map((row) => row.value)).toEqual(parts.map((part) => part.value));
        else if (unit !== '%') expect((again[0]?.value ?? 0) / (unit === '元' ? 100 : 1)).toBe(value);
      }
    }
  });

  it('say what they mean', async () => {
    const figures = await tipFigures(test.store.read, { from: '2026-01-01', to: '2026-12-31' });
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    for (const { definition, chapter } of figures) expect([chapter, definition.length > 8]).toEqual(['举报线索', true]);
    expect(figures.find(({ id }) => id === 'tips.named-share')?.value).toBeUndefined();
  });
});
