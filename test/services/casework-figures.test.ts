import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../src/casework/figure.js';
import type { Sheet, SheetRequest } from '../../src/casework/sheet.js';
import { formFigures } from '../../src/services/forms/figures.js';
import { forms } from '../../src/services/forms/forms/index.js';
import { countCases, listCases, waitingCases } from '../../src/services/forms/list.js';
import { formSheets } from '../../src/services/forms/sheets.js';
import { handoffFigures } from '../../src/services/handoff/figures.js';
import { handoffSheet } from '../../src/services/handoff/sheet.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';
import { insertRows, someCases, someHandoffs } from './casework-rows.js';

const COUNT = 5_000;
const cases = someCases(COUNT);
const handoffs = someHandoffs(COUNT);
const period = { from: '2026-01-01', to: '2026-12-31' };
const within = (day: string) => day >= period.from && day <= period.to;

let bot: TestAssistant;
beforeAll(async () => {
  bot = await createTestAssistant();
  await insertRows(bot.store, cases, handoffs);
});
afterAll(() => bot.close());

const request = (): SheetRequest => ({
  ...period,
  ...{ read: bot.store.read, now: new Date('2027-01-05'), keyring: undefined },
  member: { id: 'x', login: 'x', name: 'x', roles: ['clerk'] },
});

async function all(sheet: Sheet | undefined): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of sheet?.rows(request()) ?? []) rows.push(row);
  return rows;
}

/** What the query that stands beside a figure gives when somebody runs it. */
async function ask({ query }: Figure): Promise<Record<string, unknown>[]> {
  return (await sql.raw<Record<string, unknown>>(query).execute(bot.store.read)).rows;
}

describe('the figures of forms', () => {
  it.each(forms)('of $title equal a count by hand', async (form) => {
    const mine = cases.filter((one) => one.form === form.name && within(one.received_day));
    const figures = await formFigures([form], bot.store.read, period);
    const figure = (id: string) => figures.find((one) => one.id === `forms.${form.name}.${id}`) as Figure;
    expect(figure('received').value).toBe(mine.length);
    for (const part of figure('outcome').parts ?? []) {
      const names: Record<string, string | null> = {
        ...{ 已办结: 'DONE', 已转其他机构: 'REFERRED', 不予办理: 'REJECTED', 本人撤回: 'WITHDRAWN', 还在办理: null },
      };
      expect([part.label, part.value]).toEqual([
        part.label,
        mine.filter(({ outcome }) => outcome === names[part.label]).length,
      ]);
    }
    const settled = mine.filter(({ outcome }) => outcome);
    const done = settled.filter(({ outcome }) => outcome === 'DONE');
    expect(figure('outcome').value).toBe(settled.length);
    expect(figure('done-share').value).toBeCloseTo((100 * done.length) / settled.length, 1);
    const kinds = figure('received').parts ?? [];
    if (form.sort) expect(kinds.reduce((sum, { value }) => sum + value, 0)).toBe(mine.length);
    const counted = (await ask(figure('received'))).reduce((sum, row) => sum + Number(row['count(*)']), 0);
    expect(counted).toBe(mine.length);
  });

  it('say nothing where there is nothing to divide by', async () => {
    const figures = await formFigures(forms, bot.store.read, { from: '2020-01-01', to: '2020-12-31' });
    for (const { id, value } of figures) expect([id, value]).toEqual([id, id.endsWith('share') ? undefined : 0]);
  });
});

describe('the figures of conversations', () => {
  it('equal a count by hand, the median among them', async () => {
    const mine = handoffs.filter(({ asked_day }) => within(asked_day));
    const waits = mine
      .flatMap(({ asked_at, taken_at }) => (taken_at ? [(Date.parse(taken_at) - Date.parse(asked_at)) / 1_000] : []))
      .sort((one, other) => one - other);
    const half = waits.length / 2;
    const median = Number.isInteger(half)
      ? ((waits[half - 1] ?? 0) + (waits[half] ?? 0)) / 2
      : (waits[Math.floor(half)] ?? 0);
    const figures = await handoffFigures(bot.store.read, period);
    expect(figures.map(({ value }) => value)).toEqual([
      mine.length,
      waits.length,
      mine.filter(({ closed }) => closed).length,
      Math.round(median),
    ]);
    const failed = figures[2]?.parts?.find(({ label }) => label === '没有人接入');
    expect(failed?.value).toBe(mine.filter(({ closed }) => closed === 'failed').length);
    for (const figure of figures) expect((await ask(figure)).length).toBeGreaterThan(0);
  });

  it('say nothing of a time without any', async () => {
    const figures = await handoffFigures(bot.store.read, { from: '2020-01-01', to: '2020-12-31' });
    expect(figures.map(({ value }) => value)).toEqual([0, 0, 0, undefined]);
  });
});

describe('the sheets', () => {
  it('hold every row of the period once, in cells of text, and nothing sealed without a key', async () => {
    const [masked, personal] = formSheets(forms);
    const expected = cases.filter((one) => within(one.received_day)).map(({ number }) => number);
    for (const sheet of [masked, personal]) {
      const rows = await all(sheet);
      expect(rows.map(([number]) => number).toSorted()).toEqual(expected.toSorted());
      for (const row of rows) expect(row).toHaveLength(sheet?.columns.length ?? 0);
    }
    expect(new Set((await all(personal)).map((row) => row.at(-1)))).toEqual(new Set(['未解锁']));
  });

  it('of conversations hold every one of the period once', async () => {
    const rows = await all(handoffSheet);
    const expected = handoffs.filter(({ asked_day }) => within(asked_day)).map(({ number }) => number);
    expect(rows.map(([number]) => number).toSorted()).toEqual(expected.toSorted());
    for (const row of rows) expect(row).toHaveLength(handoffSheet.columns.length);
  });
});

describe('the lists', () => {
  it('count and order what they show as a look at every row would', async () => {
    const { read } = bot.store;
    const open = cases.filter(({ open_due }) => open_due);
    const filter = { state: 'open', form: 'visit', assignee: '' } as const;
    const mine = open.filter(({ form }) => form === 'visit');
    expect(await countCases(read, filter)).toBe(mine.length);
    const listed = await listCases(read, filter, { page: 2, size: 50 });
    const order = mine.toSorted((one, other) => (`${one.due}${one.id}` < `${other.due}${other.id}` ? -1 : 1));
    expect(listed.map(({ id }) => id)).toEqual(order.slice(50, 100).map(({ id }) => id));
    const day = '2026-06-15';
    expect(await waitingCases(read, day)).toEqual({
      overdue: open.filter(({ due }) => due < day).length,
      today: open.filter(({ due }) => due === day).length,
      unassigned: open.filter(({ state }) => state === 'RECEIVED').length,
    });
  });
});
