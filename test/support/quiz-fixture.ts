import type { Question, QuestionSource, Topic } from '../../src/services/quiz/bank/question.js';
import type { CampaignPlan, CampaignState } from '../../src/services/quiz/campaign/campaign.js';
import type { QuizTables } from '../../src/services/quiz/tables.js';
import type { Store } from '../../src/storage/store.js';

/** Questions of no real place: the right option of each is its first, unless it says otherwise. */
export function someQuestions(count: number, topic: Topic = 'fund-supervision'): Question[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${topic}-${String(at + 1).padStart(3, '0')}`,
    ...{ topic, kind: 'single', stem: `样例题${at + 1}：医保卡可以借给谁用？`, inOrder: false, difficulty: 'easy' },
    options: ['谁都不可以借', `亲戚${at + 1}可以`, '邻居有急事可以', '药店老板可以'],
    answer: [0],
    explanation: `样例题${at + 1}的说明：医保卡只能本人使用。`,
    cites: { path: 'sample.md', heading: '医保卡', quote: '医保卡只能本人使用' },
  }));
}

export const sampleSource: QuestionSource = {
  ...{ title: '样例市医保办法', place: '样例市', kind: 'digest', certainty: 'B', article: '第八条' },
};

export const samplePlan: CampaignPlan = {
  title: '样例市医保知识竞答',
  audience: '样例市全体居民',
  rules: '每天可答3次，取最好的一次。答对6题以上可参加抽奖。',
  opensAt: '2026-03-31T16:00:00.000Z',
  closesAt: '2026-04-30T16:00:00.000Z',
  pools: [{ topic: 'fund-supervision', count: 3 }],
  ...{ attemptsPerDay: 3, timeLimit: 0, entryScore: 2, alternates: 2, leaderboard: true, claimDays: 15 },
  prizes: [{ name: '一等奖', what: '雨伞一把', count: 2 }],
  entropy: { kind: 'public', source: '样例彩票第2026050期开奖号码', knownFrom: '2026-05-03T13:30:00.000Z' },
  ...{ groups: [], claimKeepDays: 30 },
};

export interface QuizFixture {
  /** QZ2026-01 */
  readonly number?: string;
  readonly state?: CampaignState;
  /** What the plan says otherwise than `samplePlan`. */
  readonly plan?: Partial<CampaignPlan>;
  /** Ten of `someQuestions`. */
  readonly questions?: readonly Question[];
  /** SHI-DA */
  readonly rehearsalCode?: string;
}

/** A campaign with its pool of questions, put straight into the tables. A question that is there already stays. */
export async function insertQuiz(store: Store, fixture: QuizFixture = {}): Promise<string> {
  const { number = 'QZ2026-01', state = 'OPEN', questions = someQuestions(10), rehearsalCode = 'SHIDA1' } = fixture;
  const plan: CampaignPlan = { ...samplePlan, ...fixture.plan };
  const at = '2026-03-20T02:00:00.000Z';
  await store.transaction(async (tx) => {
    const db = tx.withTables<QuizTables>();
    for (const question of questions) {
      const { id, topic, difficulty } = question;
      await db
        .insertInto('quiz_questions')
        .values({
          ...{ id, version: 1, topic, content: JSON.stringify(question), source: JSON.stringify(sampleSource) },
          ...{ state: 'reviewed', flag: '', latest: 1, author: 'editor', reviewer: 'reviewer', at },
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const pooled = { campaign: number, question: id, version: 1, topic, difficulty };
      await db
        .insertInto('quiz_pool')
        .values({ ...pooled, withdrawn_at: null, rested_at: null })
        .execute();
    }
    await db
      .insertInto('quiz_campaigns')
      .values({
        ...{ number, state, version: 1, plan: JSON.stringify(plan), opens_at: plan.opensAt, closes_at: plan.closesAt },
        ...{ editor: 'editor', reviewer: state === 'DRAFT' ? null : 'reviewer', drawer: null },
        ...{ rehearsal_code: rehearsalCode, created_at: at, opened_at: null, closed_at: null },
      })
      .execute();
  });
  return number;
}
