import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineDesk } from '../../../src/casework/desk.js';
import { roles } from '../../../src/domain/staff.js';
import { gift } from '../../../src/services/quiz/bank/formats/gift.js';
import { xlsx } from '../../../src/services/quiz/bank/formats/xlsx.js';
import { listQuestions } from '../../../src/services/quiz/bank/list.js';
import { type Passages, passagesIn } from '../../../src/services/quiz/bank/passages.js';
import { latestQuestion } from '../../../src/services/quiz/bank/records.js';
import { syncBank } from '../../../src/services/quiz/bank/sync.js';
import { bankRoutes } from '../../../src/services/quiz/desk/bank-routes.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../../support/test-console.js';
import { chunk, passages, question } from './bank/sample.js';
import { addCampaign, flag } from './bank/stage.js';

let desk: TestConsole;
let wang: TestBrowser;
let li: TestBrowser;
let known: Passages;

const quizDesk = () =>
  defineDesk({
    ...{ name: 'quiz', title: '竞答', sees: ['quiz.read'] },
    routes: bankRoutes({ passages: async () => known }),
  });

beforeEach(async () => {
  known = passages();
  desk = await createTestConsole({ desks: [quizDesk()] });
  wang = await desk.signIn(await desk.hire('wang', ['quiz-editor']));
  li = await desk.signIn(await desk.hire('li', ['quiz-reviewer']));
});
afterEach(() => desk.close());

const typed = {
  ...{ topic: 'reporting', kind: 'single', question: '举报奖励最高是多少？', answer: 'b', difficulty: 'easy' },
  ...{ 'option-0': '10万元', 'option-1': '20万元', inOrder: 'yes', explanation: '最高20万元。' },
  ...{ path: 'national/rewards.md', heading: '奖励多少', quote: '举报奖励最高二十万元' },
};
const sync = () => desk.bot.store.transaction((tx) => syncBank(tx, [question()], desk.bot.clock.now()));
const latest = () => latestQuestion(desk.bot.store.read, 'reporting-001');
const audited = async () =>
  (await desk.bot.rows('audit')).map(({ action }) => action).filter((a) => /quiz/.test(String(a)));

/** The only question there is. */
async function only() {
  const [one] = await listQuestions(desk.bot.store.read);
  if (!one) throw new Error('there is none');
  return one;
}

describe('a question from writing to use', () => {
  it('is written by one, seen beside its text with the quote marked, and passed by another', async () => {
    expect((await wang.get('/quiz/bank')).text).toContain('没有符合条件的题');
    await wang.get('/quiz/bank/new');
    const saved = await wang.post('/quiz/bank/new', typed);
    expect(saved.text).toContain('已保存为待审核的版本');
    const { id } = await only();
    expect(saved.path).toBe(`/quiz/bank/${id}`);
    for (const part of ['B. 20万元（正确）', '举报奖励办法', '待审核', '还没有场次用过这一题'])
      expect(saved.text).toContain(part);
    expect(saved.body).toContain('<mark>举报奖励最高二十万元</mark>');
    expect(saved.body).not.toContain(`value="${id}@1"`);
    const list = await li.get('/quiz/bank?state=draft');
    expect(list.body).toContain(`value="${id}@1"`);
    const passed = await li.post('/quiz/bank/review', { question: `${id}@1` });
    expect(passed.text).toContain('审核通过 1 题');
    expect(await only()).toMatchObject({ state: 'reviewed', reviewer: 'li', answer: [1] });
    expect(await audited()).toEqual(['quiz.question-added', 'quiz.question-reviewed']);
  });

  it('loses nothing of what was typed when something is wrong, and saves nothing', async () => {
    await wang.get('/quiz/bank/new');
    const shown = await wang.post('/quiz/bank/new', { ...typed, answer: 'D', 'option-2': '10万元' });
    expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('选项 A 和 C 一样')]);
    expect(shown.text).toContain('答案 D 没有对应的选项');
    for (const value of ['举报奖励最高是多少？', '举报奖励最高二十万元', 'value="20万元"', 'value="D"'])
      expect(shown.body).toContain(value);
    expect(await desk.bot.count('quiz_questions')).toBe(0);
  });

  it('shows as text what somebody typed as markup', async () => {
    await wang.get('/quiz/bank/new');
    const shown = await wang.post('/quiz/bank/new', { ...typed, question: '<script>alert(1)</script>？' });
    expect(shown.body).toContain('&lt;script&gt;alert(1)');
    expect(shown.body).not.toContain('<script>alert(1)');
  });

  it('is changed into a new version, and not on an old page', async () => {
    await sync();
    const form = await wang.get('/quiz/bank/reporting-001/edit');
    expect(form.body).toContain('value="50万元"');
    const changed = { ...typed, 'option-2': '50万元', basis: '1' };
    expect((await wang.post('/quiz/bank/reporting-001/edit', changed)).text).toContain('版本（2）');
    const stale = await wang.post('/quiz/bank/reporting-001/edit', { ...changed, explanation: '20万元。' });
    expect([stale.status, stale.text]).toEqual([409, expect.stringContaining('刚被别人改过')]);
    expect(await latest()).toMatchObject({ version: 2, author: 'wang', explanation: '最高20万元。' });
  });

  it('is saved without a proof, says what is missing, and is not passed before it has one', async () => {
    await wang.get('/quiz/bank/new');
    await wang.post('/quiz/bank/new', { ...typed, path: '', heading: '', quote: '' });
    const { id } = await only();
    expect((await li.get(`/quiz/bank/${id}`)).text).toContain('现在抽不到这一题：还没有写依据');
    const refused = await li.post('/quiz/bank/review', { question: `${id}@1` });
    expect(refused.text).toContain('1 题没有通过');
    expect(await only()).toMatchObject({ state: 'draft' });
  });

  it('is withdrawn with a reason', async () => {
    await sync();
    await li.get('/quiz/bank/reporting-001');
    expect((await li.post('/quiz/bank/reporting-001/withdraw', { reason: '' })).text).toContain('原因要写');
    const done = await li.post('/quiz/bank/reporting-001/withdraw', { reason: '限额已调整' });
    expect(done.text).toContain('已停用：限额已调整');
    expect(await latest()).toMatchObject({ state: 'withdrawn' });
    expect((await li.get('/quiz/bank/nothing')).status).toBe(404);
  });
});

describe('the list', () => {
  it('is filtered, counted and paged, and a whole page that was read is passed at once', async () => {
    const shipped = Array.from({ length: 60 }, (_, at) =>
      question({ id: `reporting-${String(at).padStart(3, '0')}`, difficulty: at < 55 ? 'easy' : 'hard' }),
    );
    await desk.bot.store.transaction((tx) => syncBank(tx, shipped, desk.bot.clock.now()));
    await flag(desk.bot.store, known);
    expect((await li.get('/quiz/bank')).text).toContain('共 60 条，第 1 / 2 页');
    expect((await li.get('/quiz/bank?difficulty=hard')).text).toContain('共 5 条');
    for (const [query, count] of [
      ...[['topic=family', 0] as const, ['kind=single', 60] as const, ['state=reviewed', 0] as const],
      ...[['flag=yes', 0] as const, ['words=reporting-05', 10] as const, ['topic=constructor', 60] as const],
    ])
      expect([query, (await li.get(`/quiz/bank?${query}`)).text]).toEqual([
        query,
        expect.stringContaining(`共 ${count} 条`),
      ]);
    const page = await li.get('/quiz/bank?difficulty=hard');
    const values = [...page.body.matchAll(/name="page" value="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(values).toHaveLength(5);
    expect((await li.post('/quiz/bank/review', { all: 'yes', page: values })).text).toContain('审核通过 5 题');
    expect((await li.post('/quiz/bank/review')).text).toContain('没有选题');
  });

  it('tells of a question that lost its text why it is not drawn', async () => {
    await sync();
    known = passages(chunk({ effectiveTo: '2026-03-31' }));
    await flag(desk.bot.store, known);
    expect((await wang.get('/quiz/bank?flag=yes')).text).toContain('已于 2026-03-31 失效');
    known = passagesIn([]);
    expect((await wang.get('/quiz/bank/reporting-001')).text).toContain('资料里找不到 national/rewards.md');
  });

  it('shows how a question fared in each campaign', async () => {
    await sync();
    await addCampaign(desk.bot.store, 'QZ2026-01', 'OPEN', [{ question: 'reporting-001', version: 1 }]);
    expect((await wang.get('/quiz/bank/reporting-001')).text).toContain('QZ2026-01');
  });
});

describe('files', () => {
  const file = (text: string) => ({ name: '题目.gift', bytes: Buffer.from(text) });
  const importPath = (body: string) => /action="(\/quiz\/bank\/import\/[^"]+)"/.exec(body)?.[1] ?? '';

  it('are tried first, with an error a row, and imported by a second step', async () => {
    await wang.get('/quiz/bank/import');
    const text = '第一题？{=甲 ~乙}\n\n坏的{=甲\n\n第三题？{~甲 =乙}';
    const tried = await wang.upload('/quiz/bank/import', { topic: 'reporting' }, file(text));
    for (const part of ['还没有写入', '有 1 题看不懂', '大括号没有合上', '只导入看懂的 2 题'])
      expect(tried.text).toContain(part);
    expect(await desk.bot.count('quiz_questions')).toBe(0);
    const done = await wang.post(importPath(tried.body), { good: 'yes' });
    expect(done.text).toContain('已导入：新增 2 题');
    expect(await audited()).toContain('quiz.imported');
    const again = await wang.post(importPath(tried.body), { good: 'yes' });
    expect([again.status, again.text]).toEqual([404, expect.stringContaining('已经不在了')]);
  });

  it('write nothing unless all is understood or the good ones are wanted; nobody confirms another’s file', async () => {
    await wang.get('/quiz/bank/import');
    const tried = await wang.upload('/quiz/bank/import', { topic: 'reporting' }, file('第一题？{=甲 ~乙}\n\n坏的{=甲'));
    expect((await wang.post(importPath(tried.body))).text).toContain('一题也没有导入');
    const sun = await desk.signIn(await desk.hire('sun', ['quiz-editor']));
    await sun.get('/quiz/bank/import');
    expect((await sun.post(importPath(tried.body), { good: 'yes' })).status).toBe(404);
    expect(await desk.bot.count('quiz_questions')).toBe(0);
  });

  it('that are no questions are refused with what to do', async () => {
    await wang.get('/quiz/bank/import');
    expect((await wang.post('/quiz/bank/import')).text).toContain('没有选文件');
    expect((await wang.upload('/quiz/bank/import', {}, file('今天开会。'))).text).toContain('没有认出');
    const topicless = await wang.upload('/quiz/bank/import', {}, file('第一题？{=甲 ~乙}'));
    expect(topicless.text).toContain('没有写专题');
    expect(topicless.text).toContain('没有可以导入的题');
  });

  it('are exported in each format, with a line in the audit', async () => {
    await sync();
    const get = (format: string) => wang.get(`/quiz/bank/export?format=${format}`);
    expect(await gift.parse((await get('gift')).bytes)).toHaveLength(1);
    expect(await xlsx.parse((await get('xlsx')).bytes)).toHaveLength(1);
    expect((await get('aiken')).body).toContain('ANSWER: B');
    expect((await get('word')).text).toContain('不会 word 格式');
    expect((await wang.get('/quiz/bank/export?format=gift&topic=family')).body).toBe('');
    expect((await audited()).filter((action) => action === 'quiz.bank-exported')).toHaveLength(4);
  });
});

describe('who may what', () => {
  const routes = [
    ['GET', '/quiz/bank', ['quiz-editor', 'quiz-reviewer', 'quiz-drawer', 'analyst', 'auditor']],
    ['GET', '/quiz/bank/reporting-001', ['quiz-editor', 'quiz-reviewer', 'quiz-drawer', 'analyst', 'auditor']],
    ['GET', '/quiz/bank/new', ['quiz-editor']],
    ['POST', '/quiz/bank/new', ['quiz-editor']],
    ['GET', '/quiz/bank/reporting-001/edit', ['quiz-editor']],
    ['POST', '/quiz/bank/reporting-001/edit', ['quiz-editor']],
    ['GET', '/quiz/bank/import', ['quiz-editor']],
    ['POST', '/quiz/bank/import', ['quiz-editor']],
    ['POST', '/quiz/bank/import/x', ['quiz-editor']],
    ['POST', '/quiz/bank/review', ['quiz-reviewer']],
    ['POST', '/quiz/bank/reporting-001/withdraw', ['quiz-editor', 'quiz-reviewer']],
    ['GET', '/quiz/bank/export?format=gift', ['quiz-editor', 'analyst']],
  ] as const;

  it.each(roles)('somebody who is %s gets as far as their permissions and no further', async (role) => {
    await sync();
    const browser = await desk.signIn(await desk.hire('zhou', [role]));
    await browser.get('/me');
    for (const [method, path, allowed] of routes) {
      const { status } = method === 'GET' ? await browser.get(path) : await browser.post(path);
      const may = (allowed as readonly string[]).includes(role);
      expect([method, path, status === 403]).toEqual([method, path, !may]);
    }
    expect(await latest()).toMatchObject({ state: 'draft', version: 1 });
  });
});
