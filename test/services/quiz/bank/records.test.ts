import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importQuestions } from '../../../../src/services/quiz/bank/import.js';
import { planImport, readImport } from '../../../../src/services/quiz/bank/import-plan.js';
import { countQuestions, drawable, listQuestions } from '../../../../src/services/quiz/bank/list.js';
import type { Question } from '../../../../src/services/quiz/bank/question.js';
import { readQuestion } from '../../../../src/services/quiz/bank/read.js';
import { latestQuestion, saveQuestion, versionsOf } from '../../../../src/services/quiz/bank/records.js';
import { reviewQuestions, withdrawQuestion } from '../../../../src/services/quiz/bank/review.js';
import { syncBank } from '../../../../src/services/quiz/bank/sync.js';
import { createTestAssistant, type TestAssistant } from '../../../support/test-assistant.js';
import { chunk, DAY, passages, question } from './sample.js';
import { addCampaign, flag } from './stage.js';

const now = new Date('2026-04-01T02:00:00Z');
const [wang, li] = [{ login: 'wang' }, { login: 'li' }];
const gone = passages(chunk({ path: 'other.md' }));

let bot: TestAssistant;
beforeEach(async () => {
  bot = await createTestAssistant();
});
afterEach(() => bot.close());

const save = (one: Question, basis = 0, member = wang) =>
  bot.store.transaction((tx) => saveQuestion(tx, one, { member, now, basis }));
const sync = (...shipped: readonly Question[]) => bot.store.transaction((tx) => syncBank(tx, shipped, now));
const review = (id = 'reporting-001', version = 1, member = li, found = passages()) =>
  bot.store.transaction((tx) => reviewQuestions(tx, [{ id, version }], { member, passages: found, day: DAY, now }));
const latest = () => latestQuestion(bot.store.read, 'reporting-001');
const audited = async () => (await bot.rows('audit')).map(({ action }) => action);

describe('the shipped bank', () => {
  it('comes in as drafts; a second run does nothing; what changed is a new version, what is gone is withdrawn', async () => {
    const [one, two] = [question(), question({ id: 'reporting-002', stem: '第二题？' })];
    expect(await sync(one, two)).toEqual({ added: 2, changed: 0, withdrawn: 0 });
    expect(await sync(one, two)).toEqual({ added: 0, changed: 0, withdrawn: 0 });
    expect(await latest()).toMatchObject({ author: 'shipped', state: 'draft', version: 1 });
    await review();
    expect(await sync({ ...one, explanation: '30日内告知。' })).toEqual({ added: 0, changed: 1, withdrawn: 1 });
    expect(await latest()).toMatchObject({ state: 'draft', version: 2, explanation: '30日内告知。' });
    expect(await latestQuestion(bot.store.read, 'reporting-002')).toMatchObject({ state: 'withdrawn', version: 1 });
    expect(await audited()).toEqual(['quiz.bank-synced', 'quiz.question-reviewed', 'quiz.bank-synced']);
  });

  it('brings a question back as a draft that the files have again, but not one that staff withdrew', async () => {
    const two = question({ id: 'reporting-002' });
    await sync(question(), two);
    await sync(two);
    expect(await sync(question(), two)).toMatchObject({ added: 0, changed: 1 });
    expect(await latest()).toMatchObject({ state: 'draft', version: 2 });
    await bot.store.transaction((tx) => withdrawQuestion(tx, { id: two.id, reason: '不合适' }, { member: li, now }));
    expect(await sync(question(), two)).toMatchObject({ added: 0, changed: 0 });
  });

  it('leaves a question alone that the bureau has rewritten, until the files say something new', async () => {
    await sync(question());
    await save(question({ stem: '最高奖多少？' }), 1);
    expect(await sync(question())).toMatchObject({ changed: 0, withdrawn: 0 });
    expect(await sync()).toMatchObject({ withdrawn: 0 });
    expect(await latest()).toMatchObject({ author: 'wang', stem: '最高奖多少？' });
    expect(await sync(question({ difficulty: 'hard' }))).toMatchObject({ changed: 1 });
    expect(await latest()).toMatchObject({ author: 'shipped', version: 3, state: 'draft' });
  });
});

describe('a question', () => {
  it('is saved as a new version in draft; the old one stays for the campaigns that froze it', async () => {
    await save(question());
    await review();
    expect(await save(question({ stem: '最高奖多少？' }), 1)).toBe(2);
    expect(await latest()).toMatchObject({ version: 2, state: 'draft' });
    expect(await readQuestion(bot.store.read, { id: 'reporting-001', version: 1 })).toMatchObject({
      ...{ state: 'reviewed', stem: '举报奖励最高是多少？', reviewer: 'li' },
    });
    expect(await save(question({ stem: '最高奖多少？' }), 2)).toBe(2);
    expect((await versionsOf(bot.store.read, 'reporting-001')).map(({ version }) => version)).toEqual([2, 1]);
    expect(await audited()).toEqual(['quiz.question-added', 'quiz.question-reviewed', 'quiz.question-edited']);
  });

  it('is not saved over somebody else’s change, nor under an id that is taken', async () => {
    await save(question());
    await save(question({ stem: '最高奖多少？' }), 1, li);
    await expect(save(question({ stem: '别的？' }), 1)).rejects.toThrow('刚被别人改过');
    await expect(save(question())).rejects.toThrow('已经用过');
  });

  it('is reviewed by another person than who wrote it, as it was seen, and only while its text proves it', async () => {
    await save(question());
    const why = async (...given: Parameters<typeof review>) => (await review(...given)).refused[0]?.fault.code;
    expect(await why('reporting-001', 1, wang)).toBe('quiz.own-question');
    expect(await why('reporting-001', 2)).toBe('quiz.changed-meanwhile');
    expect(await why('reporting-001', 1, li, gone)).toBe('quiz.passage-gone');
    expect(await why('nothing')).toBe('quiz.unknown-question');
    expect(await latest()).toMatchObject({ state: 'draft' });
    expect(await review()).toEqual({ passed: ['reporting-001'], refused: [] });
    expect(await why()).toBe('quiz.not-a-draft');
    expect(await latest()).toMatchObject({ state: 'reviewed', source: { title: '举报奖励办法', place: '全国' } });
  });

  it('of which only the day has not come is reviewed before, and may be drawn from that day on', async () => {
    await save(question({ validFrom: '2026-05-01' }));
    expect(await review()).toMatchObject({ passed: ['reporting-001'] });
    expect(await latest()).toMatchObject({ state: 'reviewed', flag: expect.stringContaining('从 2026-05-01 起') });
    await flag(bot.store, passages());
    expect(await countQuestions(bot.store.read, drawable)).toBe(0);
    await flag(bot.store, passages(), new Date('2026-05-01T00:00:00+08:00'));
    expect(await countQuestions(bot.store.read, drawable)).toBe(1);
  });

  it('is withdrawn with a reason', async () => {
    await save(question());
    const withdraw = (reason: string) =>
      bot.store.transaction((tx) => withdrawQuestion(tx, { id: 'reporting-001', reason }, { member: li, now }));
    await expect(withdraw('')).rejects.toThrow('原因');
    await withdraw('限额已调整');
    expect(await latest()).toMatchObject({ state: 'withdrawn', flag: '已停用：限额已调整' });
    expect(JSON.parse(String((await bot.rows('audit')).at(-1)?.detail))).toEqual({ version: 1, reason: '限额已调整' });
  });
});

describe('when the text of a question is gone, ended or changed', () => {
  const rested = async () =>
    (await bot.rows('quiz_pool')).map(({ campaign, rested_at }) => [campaign, rested_at !== null]);

  it('it is flagged, rests in the campaigns that are not over, and comes back by itself', async () => {
    await save(question());
    await review();
    for (const [number, state] of [
      ['QZ1', 'OPEN'],
      ['QZ2', 'CLOSED'],
    ] as const)
      await addCampaign(bot.store, number, state, [{ question: 'reporting-001', version: 1 }]);
    expect(await flag(bot.store, passages())).toEqual({ flagged: 0, cleared: 0, rested: 0, woken: 0 });
    for (const found of [
      gone,
      passages(chunk({ effectiveTo: '2026-03-31' })),
      passages(chunk({ text: '举报奖励最高二十万元，自受理之日起六十日内告知。' })),
    ]) {
      expect(await flag(bot.store, found)).toEqual({ flagged: 1, cleared: 0, rested: 1, woken: 0 });
      expect(await latest()).toMatchObject({ state: 'reviewed', flag: expect.stringMatching(/。/) });
      expect(await countQuestions(bot.store.read, drawable)).toBe(0);
      expect(await rested()).toEqual([
        ['QZ1', true],
        ['QZ2', false],
      ]);
      expect(await flag(bot.store, found)).toEqual({ flagged: 0, cleared: 0, rested: 0, woken: 0 });
      expect(await flag(bot.store, passages())).toEqual({ flagged: 0, cleared: 1, rested: 0, woken: 1 });
      expect(await countQuestions(bot.store.read, drawable)).toBe(1);
    }
  });

  it('a campaign goes by the version that it froze, and rests what was withdrawn from the bank', async () => {
    await save(question());
    await addCampaign(bot.store, 'QZ1', 'OPEN', [{ question: 'reporting-001', version: 1 }]);
    await save(question({ explanation: '99日内告知。' }), 1);
    expect(await flag(bot.store, passages())).toMatchObject({ flagged: 1, rested: 0 });
    await bot.store.transaction((tx) =>
      withdrawQuestion(tx, { id: 'reporting-001', reason: '不合适' }, { member: li, now }),
    );
    expect(await flag(bot.store, passages())).toMatchObject({ rested: 1 });
  });
});

describe('an import', () => {
  const file = (text: string) => readImport({ name: 'a.gift', bytes: Buffer.from(text), topic: 'reporting' });
  const good = '举报保密吗？{=保密 ~不保密}';
  const take = async (text: string, takeGood = false) => {
    const plan = await planImport(bot.store.read, await file(text), passages(), DAY);
    return bot.store.transaction((tx) => importQuestions(tx, plan, { member: wang, now, takeGood }));
  };
  const statuses = async (text: string) =>
    (await planImport(bot.store.read, await file(text), passages(), DAY)).rows.map(({ at, status }) => [at, status]);

  it('says before of each question what would become of it, and writes nothing', async () => {
    await take(`${good}\n\n::q-1::第一题？{=甲 ~乙}`);
    const text = `${good}\n\n::q-1::第一题？{=甲 ~丙}\n\n第二题？{=甲 ~乙}\n\n坏的{=甲`;
    expect(await statuses(text)).toEqual([
      [1, 'unchanged'],
      [3, 'changed'],
      [5, 'added'],
      [7, 'refused'],
    ]);
    expect(await bot.count('quiz_questions')).toBe(2);
  });

  it('writes nothing unless all is understood, or the good ones are wanted', async () => {
    const text = `${good}\n\n坏的{=甲`;
    await expect(take(text)).rejects.toThrow('有 1 题看不懂，一题也没有导入');
    expect([await bot.count('quiz_questions'), await bot.count('audit')]).toEqual([0, 0]);
    await take(text, true);
    const [one] = await listQuestions(bot.store.read);
    expect(one).toMatchObject({
      stem: '举报保密吗？',
      author: 'wang',
      state: 'draft',
      flag: expect.stringMatching('解析'),
    });
    expect(await audited()).toContain('quiz.imported');
    await take(good);
    expect(await bot.count('quiz_questions')).toBe(1);
  });

  it('refuses the second of two questions that are one, and a file that is too large or holds too much', async () => {
    expect(await statuses(`${good}\n\n${good}`)).toEqual([
      [1, 'added'],
      [3, 'refused'],
    ]);
    await expect(file('甲'.repeat(700_000))).rejects.toThrow('超过2兆');
    await expect(file('x{=a ~b}\n\n'.repeat(2_001))).rejects.toThrow('一次最多 2000 题');
  });

  it('keeps what a format does not carry as the bank has it', async () => {
    await save(question());
    const aiken = '举报奖励最高是多少？\nA. 10万元\nB. 20万元\nC. 100万元\nANSWER: B';
    const read = await readImport({ name: 'a.txt', bytes: Buffer.from(aiken) });
    const plan = await planImport(bot.store.read, read, passages(), DAY);
    await save(question({ difficulty: 'hard' }), 1);
    const importing = { member: wang, now, takeGood: false };
    await expect(bot.store.transaction((tx) => importQuestions(tx, plan, importing))).rejects.toThrow('刚被别人改过');
    const again = await planImport(bot.store.read, read, passages(), DAY);
    await bot.store.transaction((tx) => importQuestions(tx, again, importing));
    const { flag: _, ...kept } = (await latest()) ?? {};
    expect(kept).toMatchObject({
      ...question({ options: ['10万元', '20万元', '100万元'], difficulty: 'hard' }),
      version: 3,
    });
  });
});
