import type { Role, StaffMember } from '../../../src/domain/staff.js';
import type { Difficulty, Question, Topic } from '../../../src/services/quiz/bank/question.js';
import type { CampaignPlan } from '../../../src/services/quiz/campaign/campaign.js';
import { createCampaign, openCampaign, reviewCampaign } from '../../../src/services/quiz/campaign/changes.js';
import { readPool } from '../../../src/services/quiz/campaign/read.js';
import type { QuizTables } from '../../../src/services/quiz/tables.js';
import type { Store } from '../../../src/storage/store.js';

/** Somebody who is signed in, without an account. */
export const staff = (login: string, ...roles: readonly Role[]): StaffMember => ({
  ...{ id: `id-${login}`, login, name: `${login}同志`, roles },
});
export const editor = staff('bian', 'quiz-editor');
export const reviewer = staff('shen', 'quiz-reviewer');
export const drawer = staff('jiang', 'quiz-drawer');

/** The clock of the tests begins on the first of April, ten in the morning. */
export const aPlan = (change: Partial<CampaignPlan> = {}): CampaignPlan => ({
  ...{ title: '基金监管知识竞答', audience: '本市全体参保人', rules: '每天可以答三次，取最好的一次。' },
  ...{ opensAt: '2026-04-01T01:00:00.000Z', closesAt: '2026-04-30T10:00:00.000Z' },
  pools: [
    { topic: 'fund-supervision', count: 2 },
    { topic: 'reporting', count: 1, difficulty: 'easy' },
  ],
  ...{ attemptsPerDay: 3, timeLimit: 600, entryScore: 2 },
  ...{ prizes: [{ name: '一等奖', what: '雨伞一把', count: 2 }], alternates: 3 },
  entropy: {
    ...{ kind: 'public', source: '中国福利彩票双色球第2026050期开奖号码' },
    knownFrom: '2026-05-10T13:15:00.000Z',
  },
  ...{ groups: ['朝阳街道', '东湖街道'], leaderboard: true, claimDays: 15, claimKeepDays: 30 },
  ...change,
});

type QuestionRow = QuizTables['quiz_questions'];

export function questionRow(
  id: string,
  { topic, difficulty = 'easy', ...more }: { topic: Topic; difficulty?: Difficulty } & Partial<Question>,
  change: Partial<QuestionRow> = {},
): QuestionRow {
  const content: Question = {
    ...{ id, topic, difficulty, kind: 'single', stem: `${id}问什么？`, options: ['甲项', '乙项', '丙项'], answer: [0] },
    ...{ inOrder: false, explanation: '条例就是这么写的。' },
    cites: { path: 'national/fund-supervision-regulation.md', heading: '谁可以举报', quote: '任何组织和个人' },
    ...more,
  };
  const source = { title: '医疗保障基金使用监督管理条例', place: '全国', kind: 'regulation', certainty: 'verified' };
  return {
    ...{ id, version: 1, topic, content: JSON.stringify(content), source: JSON.stringify(source), state: 'reviewed' },
    ...{ flag: '', latest: 1, author: 'shipped', reviewer: 'shen', at: '2026-03-01T00:00:00.000Z' },
    ...change,
  };
}

export const putQuestions = (store: Store, rows: readonly QuestionRow[]): Promise<void> =>
  store.transaction(async (tx) => {
    for (const row of rows) await tx.withTables<QuizTables>().insertInto('quiz_questions').values(row).execute();
  });

/** Five questions of each of two topics: enough for `aPlan`. */
export const putBank = (store: Store): Promise<void> =>
  putQuestions(
    store,
    (['fund-supervision', 'reporting'] as const).flatMap((topic) =>
      [1, 2, 3, 4, 5].map((at) => questionRow(`${topic}-00${at}`, { topic })),
    ),
  );

/** A campaign that people play. */
export async function putOpen(store: Store, now: Date, change: Partial<CampaignPlan> = {}): Promise<string> {
  const number = await store.transaction((tx) => createCampaign(tx, aPlan(change), { member: editor, now }));
  await store.transaction((tx) => reviewCampaign(tx, { number }, { member: reviewer, now }));
  await store.transaction((tx) => openCampaign(tx, { number }, { member: reviewer, now }));
  return number;
}

export interface Played {
  readonly campaign: string;
  readonly person: string;
  readonly day?: string;
  readonly number?: number;
  readonly rehearsal?: boolean;
  readonly state?: QuizTables['quiz_attempts']['state'];
  /** By slot: whether it was right; a slot that is left out was not answered. */
  readonly right: readonly (boolean | undefined)[];
  readonly questions: readonly string[];
  readonly ms?: number;
  readonly group?: string;
  readonly channel?: string;
  readonly verified?: '' | 'account';
  readonly chosen?: (slot: number, right: boolean) => readonly number[];
}

let sequence = 0;
/** A code that a person has. */
export const codeOf = (person: string): string =>
  [...person.padStart(12, '0')]
    .slice(-12)
    .map((letter) => (/[0-9A-HJKMNP-TV-Z]/.test(letter) ? letter : '0'))
    .join('');

/** An attempt as it is kept once it was played, with its person. @returns its id */
export async function putAttempt(store: Store, played: Played): Promise<string> {
  const { campaign, person, day = '2026-04-01', rehearsal = false, state = 'SUBMITTED', right, questions } = played;
  const { number = 1, ms = 60_000, chosen = (_, good) => (good ? [0] : [1]) } = played;
  sequence += 1;
  const id = `attempt-${String(sequence).padStart(8, '0')}`;
  const started = `${day}T02:00:00.000Z`;
  const finished = state === 'STARTED' ? null : new Date(Date.parse(started) + ms).toISOString();
  const score = right.filter((one) => one === true).length;
  const counted = !rehearsal && (state === 'SUBMITTED' || state === 'EXPIRED');
  await store.transaction(async (tx) => {
    const db = tx.withTables<QuizTables>();
    await db
      .insertInto('quiz_people')
      .values({
        ...{ campaign, person, code: codeOf(person), nickname: '', hidden: 0, group_name: played.group ?? '' },
        ...{
          channel: played.channel ?? 'web-chat',
          verified: played.verified ?? '',
          identity: null,
          verified_by: null,
        },
        ...{
          address: '',
          joined_at: started,
          best_score: -1,
          best_ms: -1,
          best_at: '',
          best_attempt: null,
          tie: person,
        },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db
      .insertInto('quiz_attempts')
      .values({
        ...{ id, campaign, person, day, number, rehearsal: rehearsal ? 1 : 0, state, seed: '00', device: '' },
        slots: JSON.stringify(questions.map((question) => ({ question, version: 1, order: [0, 1, 2] }))),
        ...{ answered: right.filter((one) => one !== undefined).length, score, started_at: started },
        ...{ ends_at: '2026-04-30T10:00:00.000Z', finished_at: finished, duration_ms: finished ? ms : 0 },
      })
      .execute();
    for (const [slot, good] of right.entries()) {
      if (good === undefined) continue;
      await db
        .insertInto('quiz_answers')
        .values({
          ...{ attempt: id, slot, campaign, question: questions[slot] ?? '', version: 1 },
          ...{ chosen: JSON.stringify(chosen(slot, good)), right: good ? 1 : 0, message: `${id}-${slot}` },
          ...{ shown_at: started, at: started },
        })
        .execute();
    }
    if (counted)
      await db
        .updateTable('quiz_people')
        .set({ best_score: score, best_ms: ms, best_at: finished ?? '', best_attempt: id })
        .where('campaign', '=', campaign)
        .where('code', '=', codeOf(person))
        .where('best_score', '<', score)
        .execute();
  });
  return id;
}

export const poolOf = async (store: Store, campaign: string): Promise<readonly string[]> =>
  (await readPool(store.read, campaign)).map(({ question }) => question);
