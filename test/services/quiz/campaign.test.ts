import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/domain/staff.js';
import {
  changeCampaign,
  closeCampaign,
  closeDue,
  createCampaign,
  openCampaign,
  reviewCampaign,
  reviseCampaign,
  withdrawFromCampaign,
} from '../../../src/services/quiz/campaign/changes.js';
import { noticesOf } from '../../../src/services/quiz/campaign/notices.js';
import { readCampaign, readPool } from '../../../src/services/quiz/campaign/read.js';
import { takeStep } from '../../../src/services/quiz/campaign/step.js';
import type { Tx } from '../../../src/storage/store.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';
import {
  aPlan,
  codeOf,
  drawer,
  editor,
  putAttempt,
  putBank,
  putOpen,
  putQuestions,
  questionRow,
  reviewer,
  staff,
} from './rows.js';

let bot: TestAssistant;
beforeEach(async () => {
  bot = await createTestAssistant();
  await putBank(bot.store);
});
afterEach(() => bot.close());

const doing = <T>(work: (tx: Tx) => Promise<T>) => bot.store.transaction(work);
const by = (member: StaffMember) => ({ member, now: bot.clock.now() });
const create = () => doing((tx) => createCampaign(tx, aPlan(), by(editor)));
const state = async (number: string) => (await readCampaign(bot.store.read, number))?.state;
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('a campaign', () => {
  it('is numbered within its year', async () => {
    expect([await create(), await create()]).toEqual(['QZ2026-01', 'QZ2026-02']);
  });

  it('goes from draft to closed, each step by whom it belongs to and noted in the audit', async () => {
    const number = await create();
    await doing((tx) => changeCampaign(tx, { number, version: 1, plan: aPlan({ title: '改过的竞答' }) }, by(editor)));
    await doing((tx) => reviewCampaign(tx, { number, version: 2 }, by(reviewer)));
    expect(await readPool(bot.store.read, number)).toHaveLength(10);
    await doing((tx) => reviseCampaign(tx, { number, version: 3 }, by(reviewer)));
    expect(await readPool(bot.store.read, number)).toEqual([]);
    await doing((tx) => reviewCampaign(tx, { number, version: 4 }, by(reviewer)));
    await doing((tx) => openCampaign(tx, { number, version: 5 }, by(reviewer)));
    await doing((tx) => closeCampaign(tx, { number, version: 6 }, by(reviewer)));
    expect(await readCampaign(bot.store.read, number)).toMatchObject({
      ...{ title: '改过的竞答', state: 'CLOSED', version: 7, editor: 'bian', reviewer: 'shen' },
    });
    const actions = (await bot.rows('audit')).map(({ action }) => action);
    expect(actions).toEqual(
      ['create', 'change', 'review', 'revise', 'review', 'open', 'close'].map((a) => `quiz.${a}`),
    );
  });

  it('takes no step from a state that has none, and none of a page that is out of date', async () => {
    const number = await create();
    expect(await code(doing((tx) => openCampaign(tx, { number }, by(reviewer))))).toBe('quiz.wrong-state');
    expect(await code(doing((tx) => reviewCampaign(tx, { number, version: 9 }, by(reviewer))))).toBe(
      'quiz.changed-meanwhile',
    );
    await doing((tx) => reviewCampaign(tx, { number }, by(reviewer)));
    expect(await code(doing((tx) => changeCampaign(tx, { number, plan: aPlan() }, by(editor))))).toBe(
      'quiz.wrong-state',
    );
    expect(await code(doing((tx) => reviewCampaign(tx, { number: 'QZ2026-99' }, by(reviewer))))).toBe(
      'quiz.unknown-campaign',
    );
  });

  it('has three people for three parts, whatever roles they get later', async () => {
    const number = await create();
    const second = staff('er', 'quiz-editor');
    await doing((tx) => changeCampaign(tx, { number, plan: aPlan() }, by(second)));
    // Both edited, the row names the last one only, and both became reviewers since.
    for (const login of ['bian', 'er'])
      expect(await code(doing((tx) => reviewCampaign(tx, { number }, by(staff(login, 'quiz-reviewer')))))).toBe(
        'quiz.two-parts',
      );
    expect(await code(doing((tx) => reviewCampaign(tx, { number }, by(editor))))).toBe('quiz.denied');
    await doing((tx) => reviewCampaign(tx, { number }, by(reviewer)));
    await doing((tx) => openCampaign(tx, { number }, by(reviewer)));
    await doing((tx) => closeCampaign(tx, { number }, by(reviewer)));
    for (const login of ['bian', 'er', 'shen'])
      expect(await code(doing((tx) => takeStep(tx, { number }, 'freeze', by(staff(login, 'quiz-drawer')))))).toBe(
        'quiz.two-parts',
      );
    await doing((tx) => takeStep(tx, { number }, 'freeze', by(drawer)));
    expect(await readCampaign(bot.store.read, number)).toMatchObject({ state: 'FROZEN', drawer: 'jiang' });
  });

  it('is not reviewed with questions that are drafts, flagged, without a text, old, or over before it ends', async () => {
    const topic = 'benefits' as const;
    const { cites: _, ...loose } = JSON.parse(questionRow('x', { topic }).content);
    await putQuestions(bot.store, [
      questionRow('benefits-001', { topic }),
      questionRow('benefits-002', { topic }, { state: 'draft' }),
      questionRow('benefits-003', { topic }, { flag: '原文已失效' }),
      questionRow('benefits-004', { topic }, { content: JSON.stringify({ ...loose, id: 'benefits-004' }) }),
      questionRow('benefits-005', { topic }, { latest: 0 }),
      questionRow('benefits-006', { topic, validTo: '2026-04-29' }),
      questionRow('benefits-007', { topic, validFrom: '2026-04-02' }),
      questionRow('benefits-008', { topic, validFrom: '2026-04-01', validTo: '2026-04-30' }),
    ]);
    const pools = (count: number) => aPlan({ pools: [{ topic, count }], entryScore: 1 });
    expect(await code(doing((tx) => createCampaign(tx, pools(3), by(editor))))).toBe('quiz.too-few-questions');
    const number = await doing((tx) => createCampaign(tx, pools(2), by(editor)));
    await doing((tx) => reviewCampaign(tx, { number }, by(reviewer)));
    const drawn = (await readPool(bot.store.read, number)).map(({ question }) => question);
    expect(drawn).toEqual(['benefits-001', 'benefits-008']);
  });

  it('is not opened when the bank lost questions since it was reviewed, nor after its end', async () => {
    const number = await create();
    await doing((tx) => reviewCampaign(tx, { number }, by(reviewer)));
    await doing(async (tx) => {
      const { sql } = await import('kysely');
      await sql`update quiz_questions set flag = '原文已失效' where topic = 'reporting'`.execute(tx);
    });
    expect(await code(doing((tx) => openCampaign(tx, { number }, by(reviewer))))).toBe('quiz.pool-changed');
    bot.clock.pass(60 * 24 * 40);
    expect(await code(doing((tx) => openCampaign(tx, { number }, by(reviewer))))).toBe('quiz.over');
    expect(await state(number)).toBe('REVIEWED');
  });

  it('closes by itself when its time is up, once', async () => {
    const number = await putOpen(bot.store, bot.clock.now());
    const sweep = () => doing((tx) => closeDue(tx, bot.clock.now()));
    expect(await sweep()).toEqual([]);
    bot.clock.pass((Date.parse('2026-04-30T10:00:00Z') - bot.clock.now().getTime()) / 60_000);
    expect([await sweep(), await sweep()]).toEqual([[number], []]);
    expect((await bot.rows('quiz_campaigns'))[0]).toMatchObject({
      ...{ state: 'CLOSED', closed_at: '2026-04-30T10:00:00.000Z' },
    });
  });
});

describe('a question that is withdrawn', () => {
  const questions = ['fund-supervision-001', 'fund-supervision-002', 'reporting-001'];
  const withdraw = (number: string, question: string, member = reviewer) =>
    doing((tx) => withdrawFromCampaign(tx, { number, question, reason: '答案与新规定不一致' }, by(member)));

  it('is right for everybody who drew it, is asked nowhere any more, and is told', async () => {
    const number = await putOpen(bot.store, bot.clock.now());
    const other = await putOpen(bot.store, bot.clock.now());
    await putAttempt(bot.store, { campaign: number, person: 'A', questions, right: [false, true, true] });
    await putAttempt(bot.store, { campaign: number, person: 'B', questions, right: [true, true, undefined] });
    await putAttempt(bot.store, {
      campaign: number,
      person: 'C',
      questions,
      right: [false, false, false],
      state: 'VOID',
    });
    expect(await withdraw(number, 'fund-supervision-001')).toEqual({ people: 1 });
    const scores = (await bot.rows('quiz_attempts')).map(({ score }) => score);
    expect(scores.slice(0, 2)).toEqual([3, 2]);
    const people = await bot.rows('quiz_people');
    expect(people.find(({ code: its }) => its === codeOf('A'))).toMatchObject({ best_score: 3 });
    const pool = await bot.rows('quiz_pool');
    const row = (campaign: string) =>
      pool.find((one) => one.campaign === campaign && one.question === 'fund-supervision-001');
    expect([row(number)?.withdrawn_at, row(other)?.withdrawn_at, row(other)?.rested_at]).toEqual([
      ...[bot.clock.now().toISOString(), null, bot.clock.now().toISOString()],
    ]);
    const [told] = await noticesOf(bot.store.read, number);
    expect(told?.text).toContain('答案与新规定不一致');
    expect((await bot.rows('quiz_questions')).find(({ id }) => id === 'fund-supervision-001')?.state).toBe('withdrawn');
  });

  it('is withdrawn once, with a reason, by a reviewer who did not edit, before names are frozen', async () => {
    const number = await putOpen(bot.store, bot.clock.now());
    await withdraw(number, 'reporting-001');
    expect(await code(withdraw(number, 'reporting-001'))).toBe('quiz.unknown-question');
    expect(await code(withdraw(number, 'benefits-001'))).toBe('quiz.unknown-question');
    expect(await code(withdraw(number, 'reporting-002', editor))).toBe('quiz.denied');
    expect(await code(withdraw(number, 'reporting-002', staff('bian', 'quiz-reviewer')))).toBe('quiz.two-parts');
    const silent = doing((tx) =>
      withdrawFromCampaign(tx, { number, question: 'reporting-002', reason: '错' }, by(reviewer)),
    );
    expect(await code(silent)).toBe('quiz.no-reason');
    await doing((tx) => closeCampaign(tx, { number }, by(reviewer)));
    await doing((tx) => takeStep(tx, { number }, 'freeze', by(drawer)));
    expect(await code(withdraw(number, 'reporting-002'))).toBe('quiz.wrong-state');
  });
});
