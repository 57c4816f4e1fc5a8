import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writtenPlan } from '../../../src/services/quiz/campaign/plan.js';
import { readCampaign } from '../../../src/services/quiz/campaign/read.js';
import { draftOfPlan, writtenDraft } from '../../../src/services/quiz/desk/plan-form.js';
import { participantCode, showCode } from '../../../src/services/quiz/play/person.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../../support/test-console.js';
import { aPlan, codeOf, poolOf, putAttempt, putBank } from './rows.js';

let desk: TestConsole;
let editor: TestBrowser;
let reviewer: TestBrowser;
beforeEach(async () => {
  desk = await createTestConsole();
  await putBank(desk.bot.store);
  editor = await desk.signIn(await desk.hire('bian', ['quiz-editor']));
  reviewer = await desk.signIn(await desk.hire('shen', ['quiz-reviewer']));
});
afterEach(() => desk.close());

const filled = (change: Readonly<Record<string, string>> = {}) => ({ ...draftOfPlan(aPlan()), ...change });
const campaign = (number = 'QZ2026-01') => readCampaign(desk.bot.store.read, number);
const fieldIn = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

/** From the form to people who play, as in a browser. */
async function walkOpen(): Promise<string> {
  await editor.get('/quiz/new');
  const made = await editor.post('/quiz/new', filled());
  const number = made.path.slice('/quiz/'.length);
  const page = await reviewer.get(`/quiz/${number}/review`);
  const [version, mark] = [fieldIn(page.body, 'version'), fieldIn(page.body, 'mark')];
  await reviewer.post(`/quiz/${number}/review`, { version, mark });
  const ready = await reviewer.get(`/quiz/${number}`);
  await reviewer.post(`/quiz/${number}/open`, { version: fieldIn(ready.body, 'version') });
  return number;
}

describe('the form of a campaign', () => {
  it('fills itself with a plan and gives the same plan back', () => {
    const { leaderboard, ...plan } = writtenDraft(filled()) as Record<string, unknown>;
    const wanted = writtenPlan(aPlan());
    expect(leaderboard).toBe('yes');
    expect(plan).toMatchObject({
      ...{ title: wanted.title, groups: wanted.groups, entryScore: '2', timeLimitMinutes: '10' },
      pools: [
        { topic: 'fund-supervision', count: '2' },
        { topic: 'reporting', count: '1', difficulty: 'easy' },
      ],
      prizes: [{ name: '一等奖', what: '雨伞一把', count: '2' }],
    });
  });

  it('makes a draft, and shows it again for changing', async () => {
    const empty = await editor.get('/quiz/new');
    expect(empty.text).toContain('基金监管');
    expect(empty.text).toContain('/ 5');
    const made = await editor.post('/quiz/new', filled());
    expect([made.path, made.text]).toEqual(['/quiz/QZ2026-01', expect.stringContaining('草稿 QZ2026-01 建好了')]);
    expect(await campaign()).toMatchObject({ ...aPlan(), state: 'DRAFT', editor: 'bian' });
    const edit = await editor.get('/quiz/QZ2026-01/edit');
    expect(fieldIn(edit.body, 'version')).toBe('1');
    expect(edit.body).toContain('value="2026-04-01T09:00"');
    const saved = await editor.post('/quiz/QZ2026-01/edit', filled({ title: '换了标题的竞答', version: '1' }));
    expect(saved.text).toContain('已保存');
    expect(await campaign()).toMatchObject({ title: '换了标题的竞答', version: 2 });
    const late = await editor.post('/quiz/QZ2026-01/edit', filled({ title: '两人同时改的', version: '1' }));
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('别人刚刚改过这一场')]);
  });

  it('with something wrong says what and where, keeps all that was typed, and saves nothing', async () => {
    await editor.get('/quiz/new');
    const shown = await editor.post(
      '/quiz/new',
      filled({ attemptsPerDay: '三十', 'prize.0.count': '0', rules: '规则写在这里，十个字以上。', closesAt: '' }),
    );
    expect(shown.text).toContain('有 3 处要改');
    expect(shown.text).toContain('应是1至20的整数');
    expect(shown.text).toContain('应是1至1000的整数');
    expect(shown.text).toContain('例如 2026-04-01 09:00');
    expect(shown.body).toContain('规则写在这里，十个字以上。');
    expect(fieldIn(shown.body, 'attemptsPerDay') || shown.body).toContain('三十');
    const short = await editor.post('/quiz/new', filled({ 'pool.reporting.easy': '6' }));
    expect(short.text).toContain('「举报奖励」要抽 6 道容易的题，现在只有 5 道可用');
    expect(short.body).toContain('雨伞一把');
    expect(await desk.bot.count('quiz_campaigns')).toBe(0);
  });
});

describe('a campaign in the console', () => {
  it('is reviewed with every question before one, opened, closed, and shown to who may read', async () => {
    await editor.get('/quiz/new');
    await editor.post('/quiz/new', filled());
    const drafted = await reviewer.get('/quiz/QZ2026-01');
    expect(drafted.text).toContain('看过全部题目，再审核');
    const page = await reviewer.get('/quiz/QZ2026-01/review');
    for (const said of ['reporting-005问什么', '（正确）', '条例就是这么写的', '医疗保障基金使用监督管理条例'])
      expect(page.text).toContain(said);
    const order = { version: fieldIn(page.body, 'version'), mark: fieldIn(page.body, 'mark') };
    await desk.bot.store.transaction(async (tx) => {
      const { sql } = await import('kysely');
      await sql`update quiz_questions set state = 'withdrawn' where id = 'reporting-005'`.execute(tx);
    });
    const stale = await reviewer.post('/quiz/QZ2026-01/review', order);
    expect(stale.text).toContain('您看题的时候题库变了');
    const again = await reviewer.get('/quiz/QZ2026-01/review');
    await reviewer.post('/quiz/QZ2026-01/review', { ...order, mark: fieldIn(again.body, 'mark') });
    const ready = await reviewer.get('/quiz/QZ2026-01');
    expect(ready.text).toContain(`试答${(await campaign())?.rehearsalCode}`);
    await reviewer.post('/quiz/QZ2026-01/open', { version: fieldIn(ready.body, 'version') });
    expect((await campaign())?.state).toBe('OPEN');
    const open = await reviewer.get('/quiz/QZ2026-01');
    await reviewer.post('/quiz/QZ2026-01/close', { version: fieldIn(open.body, 'version') });
    const drawer = await desk.signIn(await desk.hire('jiang', ['quiz-drawer']));
    expect((await drawer.get('/quiz/QZ2026-01')).text).toContain('冻结名单');
    expect((await drawer.get('/quiz')).text).toContain('已结束');
  });

  it('is sent back to its editor by the reviewer', async () => {
    await editor.get('/quiz/new');
    await editor.post('/quiz/new', filled());
    const page = await reviewer.get('/quiz/QZ2026-01/review');
    await reviewer.post('/quiz/QZ2026-01/review', { version: '1', mark: fieldIn(page.body, 'mark') });
    expect((await editor.get('/quiz/QZ2026-01/edit')).text).toContain('只有草稿可以修改');
    const back = await reviewer.post('/quiz/QZ2026-01/revise', { version: '2' });
    expect(back.text).toContain('已退回草稿');
    expect((await editor.get('/quiz/QZ2026-01/edit')).status).toBe(200);
  });

  it('shows its figures, and of groups none that is small', async () => {
    const number = await walkOpen();
    const questions = (await poolOf(desk.bot.store, number)).slice(0, 3);
    for (let at = 0; at < 14; at++) {
      const group = at < 7 ? '朝阳街道' : at < 12 ? '东湖街道' : '';
      const right = [true, at % 2 === 0, false];
      await putAttempt(desk.bot.store, { campaign: number, person: `Q${at}`, questions, right, group });
    }
    const { text } = await reviewer.get(`/quiz/${number}`);
    expect(text).toMatch(/参与人次 14/);
    expect(text).toMatch(/完成率 100%/);
    expect(text).toMatch(/平均得分 1\.50/);
    expect(text).toContain('朝阳街道 7');
    expect(text).not.toMatch(/东湖街道 5|没有选 2/);
    expect(text).toContain('各专题正确率');
    const list = await reviewer.get('/quiz');
    expect(list.text).toContain('基金监管知识竞答');
  });

  it('has a wrong question withdrawn, with its reason for everybody to read', async () => {
    const number = await walkOpen();
    const questions = (await poolOf(desk.bot.store, number)).slice(0, 3);
    await putAttempt(desk.bot.store, { campaign: number, person: 'A', questions, right: [false, true, true] });
    const page = await reviewer.get(`/quiz/${number}/questions`);
    expect(page.text).toContain('答过 1 次，正确率 0%');
    const question = questions[0] ?? '';
    const done = await reviewer.post(`/quiz/${number}/questions/withdraw`, { question, reason: '答案与新规定不一致' });
    expect(done.text).toContain('1 人的最好成绩有变化');
    expect(done.text).toContain('已撤下');
    expect((await reviewer.get(`/quiz/${number}`)).text).toContain('原因：答案与新规定不一致');
    const again = await reviewer.post(`/quiz/${number}/questions/withdraw`, { question, reason: '再撤一次试试' });
    expect(again.text).toContain('这道题已经撤下了');
  });

  it('is not judged by who edited it, even as a reviewer', async () => {
    const number = await walkOpen();
    const { sql } = await import('kysely');
    await desk.bot.store.transaction(async (tx) => {
      await sql`insert into quiz_hands values (${number}, 'shen2', 'editor')`.execute(tx);
    });
    const both = await desk.signIn(await desk.hire('shen2', ['quiz-reviewer']));
    expect((await both.get(`/quiz/${number}`)).text).toContain('您是这一场的编辑，请由另一位同事办理');
    const reason = '查实为程序自动答题';
    for (const [path, fields] of [
      ['close', { version: '3' }],
      ['questions/withdraw', { question: 'reporting-001', reason }],
      ['people/void', { attempt: 'x', reason }],
      ['flags/dismiss', { flag: 'x', reason }],
    ] as const)
      expect((await both.post(`/quiz/${number}/${path}`, fields)).text).toContain('您是这一场的编辑');
  });
});

describe('what looks odd', () => {
  const flag = (number: string, attempt: string, person: string, id = 'f1') =>
    desk.bot.store.transaction(async (tx) => {
      const { sql } = await import('kysely');
      await sql`insert into quiz_flags values (${id}, ${number}, ${person}, ${attempt}, 'fast', '3题中有3题答得比读题还快',
        '2026-04-01T03:00:00.000Z', 'open', null, null, '')`.execute(tx);
    });

  it('waits on the board until a reviewer dismisses it or voids the attempt', async () => {
    const number = await walkOpen();
    const questions = (await poolOf(desk.bot.store, number)).slice(0, 3);
    const played = { campaign: number, person: 'A', questions };
    const best = await putAttempt(desk.bot.store, { ...played, right: [true, true, true] });
    await putAttempt(desk.bot.store, { ...played, number: 2, right: [true, false, false] });
    await flag(number, best, 'A');
    await flag(number, best, 'A', 'f2');
    expect((await reviewer.get('/')).text).toContain(`竞答异常待处理 ${number}`);
    const page = await reviewer.get(`/quiz/${number}/people`);
    expect(page.text).toContain('3题中有3题答得比读题还快');
    expect(page.text).toContain(showCode(codeOf('A')));
    await reviewer.post(`/quiz/${number}/flags/dismiss`, { flag: 'f1', reason: '一家三口用同一部手机' });
    const silent = await reviewer.post(`/quiz/${number}/people/void`, { attempt: best, reason: '' });
    expect(silent.text).toContain('原因要写4至300个字');
    await reviewer.post(`/quiz/${number}/people/void`, { attempt: best, reason: '查实为程序自动答题' });
    const flags = (await desk.bot.rows('quiz_flags')).map(({ outcome, decided_by }) => [outcome, decided_by]);
    expect(flags).toEqual([
      ['dismissed', 'shen'],
      ['voided', 'shen'],
    ]);
    expect((await desk.bot.rows('quiz_people'))[0]).toMatchObject({ best_score: 1 });
    const person = await reviewer.get(`/quiz/${number}/people?code=${showCode(codeOf('A')).toLowerCase()}`);
    expect(person.text).toContain('已作废');
    expect(person.text).toContain('一家三口用同一部手机');
    expect((await reviewer.get('/')).text).not.toContain('竞答异常待处理');
    const actions = (await desk.bot.rows('audit')).map(({ action }) => action);
    expect(actions.filter((action) => ['quiz.dismiss', 'quiz.void'].includes(String(action)))).toHaveLength(2);
    expect((await reviewer.get(`/quiz/${number}/people?code=K7QF-2M9D-XPTA`)).text).toContain('没有这个参与码');
  });
});

/** Numbers of nobody, with a right check digit. */
const [ONE, OTHER] = ['110101199003070039', '11010119900307002X'];
const checkDigit = (first17: string) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return '10X98765432'[[...first17].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0), 0) % 11] ?? '';
};
const number18 = (given: string) => given.slice(0, 17) + checkDigit(given.slice(0, 17));

describe('a check at the counter', () => {
  it('ties one document to one code of a campaign, and keeps no number anywhere', async () => {
    const number = await walkOpen();
    const questions = (await poolOf(desk.bot.store, number)).slice(0, 3);
    for (const person of ['A', 'B', 'C'])
      await putAttempt(desk.bot.store, {
        ...{ campaign: number, person, questions, right: [true, true, true] },
        ...(person === 'C' ? { verified: 'account' as const } : {}),
      });
    const clerk = await desk.signIn(await desk.hire('lin', ['clerk']));
    expect((await clerk.get('/quiz')).path).toBe('/quiz/verify');
    const check = (person: string, document: string) =>
      clerk.post('/quiz/verify', { code: showCode(codeOf(person)), document });
    const document = number18(ONE);
    const [first, again] = [
      await check('A', ` ${document.slice(0, 6)} ${document.slice(6)}`),
      await check('A', document),
    ];
    expect([first.text, again.text]).toEqual([
      expect.stringContaining('核对通过'),
      expect.stringContaining('以前已经用同一个证件核对过'),
    ]);
    const taken = await check('B', document);
    expect(taken.text).toContain(`已经核对过另一个参与码（末四位 ${codeOf('A').slice(-4)}）`);
    expect((await check('A', number18(OTHER))).text).toContain('已经用别的证件核对过');
    expect((await check('C', document)).text).toContain('来自可信的账号');
    const wrong = `${document.slice(0, 17)}${document.endsWith('1') ? '2' : '1'}`;
    const mistyped = await check('B', wrong);
    expect(mistyped.text).toContain('证件号码不对');
    expect((await clerk.post('/quiz/verify', { code: 'K7QF-2M9D-XPTA', document })).text).toContain('没有这个参与码');
    expect((await clerk.post('/quiz/verify', { code: '短', document })).text).toContain('参与码不对');
    const people = await desk.bot.rows('quiz_people');
    expect(people.map(({ verified }) => verified).toSorted()).toEqual(['', 'account', 'counter']);
    const everything = JSON.stringify([
      ...[people, await desk.bot.rows('audit'), await desk.bot.rows('staff_sessions')],
      ...[first, again, taken, mistyped].map(({ body }) => body),
    ]);
    for (const secret of [document, wrong, number18(OTHER)]) expect(everything).not.toContain(secret);
    const actions = (await desk.bot.rows('audit')).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['quiz.verify', 'quiz.identity-used-before', 'quiz.identity-differs']),
    );
  });

  it('holds in another campaign anew, since no hash is shared', async () => {
    const [one, other] = [await walkOpen(), await walkOpen()];
    const questions = (await poolOf(desk.bot.store, one)).slice(0, 3);
    const { localKey } = desk.bot;
    expect(participantCode(localKey, one, 'A')).not.toBe(participantCode(localKey, other, 'A'));
    await putAttempt(desk.bot.store, { campaign: one, person: 'A', questions, right: [true] });
    await putAttempt(desk.bot.store, { campaign: other, person: 'B', questions, right: [true] });
    const clerk = await desk.signIn(await desk.hire('lin', ['clerk']));
    await clerk.get('/quiz/verify');
    for (const person of ['A', 'B']) {
      const shown = await clerk.post('/quiz/verify', { code: codeOf(person), document: number18(ONE) });
      expect(shown.text).toContain('核对通过');
    }
    const identities = (await desk.bot.rows('quiz_people')).map(({ identity }) => identity);
    expect(new Set(identities).size).toBe(2);
  });
});

describe("today's board", () => {
  it('tells each what waits for them', async () => {
    await editor.get('/quiz/new');
    await editor.post('/quiz/new', filled());
    expect((await reviewer.get('/')).text).toContain('竞答待审核');
    expect((await editor.get('/')).text).not.toContain('竞答待审核');
    const number = await walkOpen();
    expect((await editor.get('/')).text).toContain('竞答今天开始');
    const drawer = await desk.signIn(await desk.hire('jiang', ['quiz-drawer']));
    expect((await drawer.get('/')).text).not.toContain('竞答待开奖');
    const open = await reviewer.get(`/quiz/${number}`);
    await reviewer.post(`/quiz/${number}/close`, { version: fieldIn(open.body, 'version') });
    const board = await drawer.get('/');
    expect(board.text).toContain('竞答待开奖');
    expect(board.body).toContain(`/quiz/${number}/draw`);
  });
});
