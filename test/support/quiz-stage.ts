import { letterOf } from '../../src/services/quiz/bank/question.js';
import { readQuestion } from '../../src/services/quiz/bank/read.js';
import type { CampaignPlan, CampaignState } from '../../src/services/quiz/campaign/campaign.js';
import { attemptOf, openSlot } from '../../src/services/quiz/play/attempt.js';
import { givenOf, withdrawnFrom } from '../../src/services/quiz/play/records.js';
import { rescore } from '../../src/services/quiz/play/rescore.js';
import { choicesOf, screenOf } from '../../src/services/quiz/play/show.js';
import type { QuizTables } from '../../src/services/quiz/tables.js';
import { insertQuiz, someQuestions } from './quiz-fixture.js';
import type { TestAssistant } from './test-assistant.js';

/** `[竞答开放 题数=3 每天=2 限时=10 街道=城东,城西 状态=REVIEWED 编号=QZ2026-02 标题=… 截止=2026-04-02 开始=… 奖品=无 题型=判断]` */
export async function openQuiz({ store }: TestAssistant, words: string): Promise<void> {
  const given = new Map(words.split(/\s+/).map((part) => part.split('=') as [string, string]));
  const number = (name: string, otherwise: number) => Number(given.get(name) ?? otherwise);
  const plan: Partial<CampaignPlan> = {
    pools: [{ topic: 'fund-supervision', count: number('题数', 3) }],
    ...{ attemptsPerDay: number('每天', 3), timeLimit: number('限时', 0) * 60, entryScore: number('入围', 2) },
    groups: given.get('街道')?.split(',') ?? [],
    ...(given.has('标题') ? { title: given.get('标题') ?? '' } : {}),
    ...(given.get('奖品') === '无' ? { prizes: [] } : {}),
    ...(given.has('开始') ? { opensAt: midnight(given.get('开始')) } : {}),
    ...(given.has('截止') ? { closesAt: midnight(given.get('截止')) } : {}),
  };
  const kind = given.get('题型');
  const questions = someQuestions(10).map((question) => {
    if (kind === '判断') return { ...question, kind: 'true-false' as const, options: ['对', '错'], answer: [1] };
    return kind === '多选' ? { ...question, kind: 'multiple' as const, answer: [0, 2] } : question;
  });
  const state = (given.get('状态') ?? 'OPEN') as CampaignState;
  await insertQuiz(store, { number: given.get('编号') ?? 'QZ2026-01', state, plan, questions });
}

const midnight = (day = ''): string => new Date(Date.parse(`${day}T00:00:00+08:00`)).toISOString();

export async function closeQuiz({ store }: TestAssistant): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.withTables<QuizTables>().updateTable('quiz_campaigns').set({ state: 'CLOSED' }).execute();
  });
}

/** The question at a place of the attempt that was begun last is found wrong. @param place from 1 */
export async function withdrawQuestion(test: TestAssistant, place: number): Promise<void> {
  const { attempt } = await lastAttempt(test);
  const question = attempt.slots[place - 1]?.question ?? '';
  await test.store.transaction(async (tx) => {
    const pool = tx.withTables<QuizTables>().updateTable('quiz_pool');
    await pool.set({ withdrawn_at: test.clock.now().toISOString() }).where('question', '=', question).execute();
    await rescore(tx, attempt.campaign);
  });
}

async function lastAttempt({ store }: TestAssistant) {
  const attempts = store.read.withTables<QuizTables>().selectFrom('quiz_attempts').selectAll();
  const row = await attempts.orderBy('started_at', 'desc').limit(1).executeTakeFirstOrThrow();
  return { attempt: attemptOf(row) };
}

/** What the open question of the attempt that was begun last is answered with: `right` or else, as letters or 对 and 错. */
export async function answerFor(test: TestAssistant, right: boolean): Promise<string> {
  const { attempt } = await lastAttempt(test);
  const { read } = test.store;
  const answered = new Set((await givenOf(read, attempt.id)).map(({ slot }) => slot));
  const at = openSlot(attempt, answered, await withdrawnFrom(read, attempt.campaign)) ?? 0;
  const slot = attempt.slots[at];
  const question = slot && (await readQuestion(read, { id: slot.question, version: slot.version }));
  if (!slot || !question) throw new Error('no question is open');
  const meant = slot.order.flatMap((index, place) => (question.answer.includes(index) === right ? [place] : []));
  if (question.kind === 'multiple') return meant.map(letterOf).join('');
  return choicesOf(screenOf(question, slot), at)?.[meant[0] ?? 0]?.label ?? '';
}
