import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinaDay } from '../../src/lib/clock.js';
import { countDays, countStatuses, passageFeedback } from '../../src/services/questions/desk/counts.js';
import { questionFigures } from '../../src/services/questions/desk/figures.js';
import { questionSheet } from '../../src/services/questions/desk/sheet.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../support/test-console.js';
import { generateQuestions, insertQuestions } from './questions-generate.js';

const rows = generateQuestions(3_000, 11);
const june = { from: '2026-06-01', to: '2026-06-30' };
const inJune = (at: string) => chinaDay(new Date(at)) >= june.from && chinaDay(new Date(at)) <= june.to;
const asked = rows.answers.filter(({ at }) => inJune(at));

let desk: TestConsole;
let editor: TestBrowser;
beforeAll(async () => {
  desk = await createTestConsole();
  await insertQuestions(desk.bot.store, rows);
  editor = await desk.signIn(await desk.hire('editor', ['knowledge-editor']));
});
afterAll(() => desk.close());

const percent = (part: number, whole: number) => Math.round((part / whole) * 10_000) / 100;

describe('the figures of questions', () => {
  it('are what counting the rows one by one comes to', async () => {
    const told = new Map((await questionFigures(desk.bot.store.read, june)).map(({ id, value }) => [id, value]));
    const marks = rows.marks.filter(({ at }) => inJune(at));
    const useful = marks.filter((mark) => mark.useful === 1).length;
    const cited = asked.filter(({ citations }) => citations !== '[]').length;
    expect(Object.fromEntries(told)).toEqual({
      'questions.asked': asked.length,
      'questions.by-month': asked.length,
      'questions.cited': cited,
      'questions.cited-share': percent(cited, asked.length),
      'questions.unsure-share': percent(asked.filter(({ status }) => status === 'unsure').length, asked.length),
      'questions.useful': useful,
      'questions.useless': marks.length - useful,
      'questions.useful-share': percent(useful, marks.length),
    });
  });

  it('of days and outcomes are counted by China’s days', async () => {
    const { read } = desk.bot.store;
    for (const { day, asked: count, answered } of await countDays(read, june)) {
      const own = asked.filter(({ at }) => chinaDay(new Date(at)) === day);
      expect([day, count, answered]).toEqual([day, own.length, own.filter((one) => one.status === 'answered').length]);
    }
    const counts = await countStatuses(read, june);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(asked.length);
  });

  it('of passages count the marks of the answers that cited them', async () => {
    for (const { passage, useful, useless, heading } of await passageFeedback(desk.bot.store.read, june)) {
      const answers = new Set(rows.cited.filter((one) => one.passage === passage).map((one) => one.answer_id));
      const marks = rows.marks.filter(({ answer_id, at }) => answers.has(answer_id) && inJune(at));
      const good = marks.filter((mark) => mark.useful === 1).length;
      expect([passage, useful, useless]).toEqual([passage, good, marks.length - good]);
      expect(heading).toBe(`《样例办法》第${passage}节`);
    }
  });
});

describe('the desk of questions', () => {
  const query = `from=${june.from}&to=${june.to}`;

  it('shows numbers, topics and charts with their tables', async () => {
    const { text, body } = await editor.get(`/questions?${query}`);
    expect(text).toContain(`提问 ${asked.length}`);
    expect(text).toContain('大家在问什么');
    expect(body.match(/<figure class="chart">/g)).toHaveLength(3);
    expect(body.match(/看数字/g)).toHaveLength(3);
  });

  it('lists questions by outcome, page by page, and keeps back what was asked in confidence', async () => {
    const unsure = asked.filter(({ status }) => status === 'unsure');
    const first = await editor.get(`/questions/list?${query}&status=unsure`);
    expect(first.text).toContain(`共 ${unsure.length} 条`);
    const withheld = asked.find(({ question }) => question === '');
    expect((await editor.get(`/questions/list/${withheld?.id}`)).text).toContain('在保密办理中提问，没有保存');
    expect((await editor.get('/questions/list/nothing')).status).toBe(404);
  });

  it('makes a draft of what could not be answered, which is not used before it is filled in', async () => {
    const { body } = await editor.get(`/questions/unanswered?${query}`);
    const link = /\/questions\/draft\/[0-9a-f]+\?[^"]+/.exec(body)?.[0].replaceAll('&amp;', '&') ?? '';
    const draft = await editor.get(link);
    expect(draft.bytes.toString('utf8')).toContain('【待补】');
  });

  it('offers no draft to who does not edit knowledge', async () => {
    const clerk = await desk.signIn(await desk.hire('clerk', ['clerk']));
    expect((await clerk.get(`/questions/unanswered?${query}`)).text).not.toMatch(/建知识草稿 (?!」)/);
  });

  it('exports every question of the period once, masked, without who asked', async () => {
    const read = desk.bot.store.read;
    const member = { id: 'x', login: 'x', name: 'x', roles: [] };
    const exported: (readonly string[])[] = [];
    for await (const row of questionSheet.rows({ read, member, now: new Date(), keyring: undefined, ...june }))
      exported.push(row);
    expect(exported.length).toBe(asked.length);
    expect(exported.every((row) => row.length === questionSheet.columns.length)).toBe(true);
    expect(exported.flat().filter((cell) => /^s\d+$/.test(cell))).toEqual([]);
  });
});
