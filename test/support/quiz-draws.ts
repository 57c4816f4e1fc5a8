import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles, type StaffMember } from '../../src/domain/staff.js';
import { seeded } from '../../src/lib/seeded.js';
import type { Campaign, CampaignPlan } from '../../src/services/quiz/campaign/campaign.js';
import { notePart } from '../../src/services/quiz/campaign/hands.js';
import { readCampaign } from '../../src/services/quiz/campaign/read.js';
import { draw, giveEntropy, publish } from '../../src/services/quiz/draw/changes.js';
import { freeze } from '../../src/services/quiz/draw/prepare.js';
import { quizMigrations } from '../../src/services/quiz/migrations.js';
import { defaultQuizSettings } from '../../src/services/quiz/settings.js';
import type { QuizTables } from '../../src/services/quiz/tables.js';
import { openStore } from '../../src/storage/engines/index.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import type { Store, Tx } from '../../src/storage/store.js';
import { codes } from './draws.js';

export const QUIZ = 'QZ2026-01';

export const quizPlan: CampaignPlan = {
  ...{ title: '医保宣传月有奖竞答', audience: '本市参保人', rules: '每天三次，取最好成绩。' },
  ...{ opensAt: '2026-04-01T00:00:00.000Z', closesAt: '2026-04-30T16:00:00.000Z' },
  ...{ pools: [{ topic: 'fund-supervision', count: 5 }], attemptsPerDay: 3, timeLimit: 0, entryScore: 3 },
  prizes: [
    { name: '一等奖', what: '雨伞一把', count: 1 },
    { name: '二等奖', what: '毛巾一条', count: 2, sent: true },
  ],
  ...{ alternates: 2, groups: [], leaderboard: true, claimDays: 7, claimKeepDays: 30 },
  entropy: { kind: 'public', source: '双色球第2026050期开奖号码', knownFrom: '2026-05-05T13:15:00.000Z' },
};

export const member = (login: string, role: StaffMember['roles'][number]): StaffMember => ({
  ...{ id: `id-${login}`, login, name: login, roles: roles.filter((one) => one === role) },
});

export const staff = {
  editor: member('bian', 'quiz-editor'),
  reviewer: member('shen', 'quiz-reviewer'),
  drawer: member('kai', 'quiz-drawer'),
  second: member('er', 'quiz-drawer'),
} as const;

/** A campaign of a state, as others' steps leave it behind. */
export async function addCampaign(
  tx: Tx,
  { number = QUIZ, state = 'CLOSED', ...plan }: Partial<CampaignPlan & Pick<Campaign, 'number' | 'state'>> = {},
): Promise<void> {
  const whole = { ...quizPlan, ...plan };
  const row: QuizTables['quiz_campaigns'] = {
    ...{ number, state, version: 1, plan: JSON.stringify(whole), opens_at: whole.opensAt, closes_at: whole.closesAt },
    ...{ editor: 'bian', reviewer: 'shen', drawer: null, rehearsal_code: 'PROBE' },
    ...{ created_at: '2026-03-01T00:00:00.000Z', opened_at: null, closed_at: null },
  };
  await tx.withTables<QuizTables>().insertInto('quiz_campaigns').values(row).execute();
  await notePart(tx, number, 'bian', 'editor');
  await notePart(tx, number, 'shen', 'reviewer');
}

type PersonRow = QuizTables['quiz_people'];

export async function addPerson(tx: Tx, row: Partial<PersonRow> & Pick<PersonRow, 'code'>): Promise<void> {
  const person: PersonRow = {
    ...{ campaign: QUIZ, person: `person-${row.code}`, nickname: '', hidden: 0, group_name: '', channel: 'test' },
    ...{ verified: 'account', identity: null, verified_by: null, address: '', joined_at: '2026-04-02T00:00:00.000Z' },
    ...{ best_score: 4, best_ms: 30_000, best_at: '2026-04-02T00:01:00.000Z', best_attempt: `a-${row.code}` },
    tie: randomBytes(4).toString('hex'),
    ...row,
  };
  await tx.withTables<QuizTables>().insertInto('quiz_people').values(person).execute();
}

export const someCodes = (count: number, seed = 1): string[] => codes(seeded(seed), count);

export interface QuizRecords {
  readonly store: Store;
  readonly localKey: ReturnType<typeof openLocalKey>;
  readonly options: {
    readonly localKey: ReturnType<typeof openLocalKey>;
    readonly settings: typeof defaultQuizSettings;
    readonly bureau: string;
  };
  campaign(number?: string): Promise<Campaign>;
  order(number?: string): Promise<{ number: string; version: number }>;
  close(): Promise<void>;
}

/** A real store with the quiz's tables alone. */
export async function openQuizRecords(): Promise<QuizRecords> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-quiz-'));
  const store = await openStore({ folder, migrations: quizMigrations });
  const localKey = openLocalKey(folder);
  const campaign = async (number = QUIZ) => {
    const found = await readCampaign(store.read, number);
    if (!found) throw new Error(`no campaign ${number}`);
    return found;
  };
  return {
    ...{ store, localKey, campaign, options: { localKey, settings: defaultQuizSettings, bureau: '样例市医保局' } },
    async order(number = QUIZ) {
      return { number, version: (await campaign(number)).version };
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const FROZEN_AT = new Date('2026-05-01T02:00:00Z');
export const PUBLISHED_AT = new Date('2026-05-05T15:00:00Z');

type Records = Pick<QuizRecords, 'store' | 'options' | 'order'>;

export async function freezeQuiz({ store, options, order }: Records): Promise<void> {
  const which = await order();
  await store.transaction((tx) => freeze(tx, which, { member: staff.drawer, now: FROZEN_AT }, options));
}

/** From the freeze to the publication. */
export async function publishQuiz({ store, options, order }: Records): Promise<void> {
  for (const member of [staff.drawer, staff.second]) {
    const which = { ...(await order()), value: '03 07 12' };
    await store.transaction((tx) => giveEntropy(tx, which, { member, now: PUBLISHED_AT }));
  }
  const acting = { member: staff.drawer, now: PUBLISHED_AT };
  const frozen = await order();
  await store.transaction((tx) => draw(tx, frozen, acting));
  const drawn = await order();
  await store.transaction((tx) => publish(tx, drawn, acting, options));
}
