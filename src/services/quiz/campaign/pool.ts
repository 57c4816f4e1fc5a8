import { YiwenError } from '../../../lib/errors.js';
import type { Tx } from '../../../storage/store.js';
import type { BankQuestion } from '../bank/question.js';
import { readQuestion } from '../bank/read.js';
import type { QuizTables } from '../tables.js';
import type { Campaign, CampaignPlan } from './campaign.js';
import { readPool } from './read.js';
import { shortages, usable, usableQuestions } from './supply.js';

const topicsOf = ({ pools }: Pick<CampaignPlan, 'pools'>) => pools.map(({ topic }) => topic);

/**
 * Whether every attempt can be drawn, from the bank or from what was frozen.
 * @throws YiwenError `quiz.too-few-questions`, `quiz.pool-changed`
 */
export async function requireSupply(tx: Tx, plan: CampaignPlan | Campaign, from: 'bank' | 'pool' = 'bank') {
  const supply = from === 'bank' ? await usableQuestions(tx, topicsOf(plan), plan) : await drawable(tx, plan);
  const missing = shortages(plan.pools, supply);
  if (missing.length === 0) return;
  if (from === 'bank')
    throw new YiwenError(
      'quiz.too-few-questions',
      `题不够：${missing.join('；')}`,
      '请少抽几道，或先在题库里补题并审核',
    );
  throw new YiwenError('quiz.pool-changed', `审核后题库变了：${missing.join('；')}`, '请退回草稿，改好后重新审核');
}

/** The frozen questions that may still be asked: a text that ended since the review takes its question along. */
async function drawable(tx: Tx, plan: CampaignPlan | Campaign) {
  if (!('number' in plan)) return [];
  const pool = await readPool(tx, plan.number);
  const asked = pool.filter(({ withdrawn, rested }) => !withdrawn && !rested);
  const questions: BankQuestion[] = [];
  for (const { question, version } of asked) {
    const found = await readQuestion(tx, { id: question, version });
    if (found && usable(found, plan)) questions.push(found);
  }
  return questions;
}

/** Every usable question of the topics, with its version as of now. @returns them by id */
export async function freezePool(tx: Tx, campaign: Campaign): Promise<readonly BankQuestion[]> {
  await requireSupply(tx, campaign);
  await clearPool(tx, campaign.number);
  const questions = await usableQuestions(tx, topicsOf(campaign), campaign);
  for (const { id, version, topic, difficulty } of questions)
    await tx
      .withTables<QuizTables>()
      .insertInto('quiz_pool')
      .values({
        ...{ campaign: campaign.number, question: id, version, topic, difficulty },
        ...{ withdrawn_at: null, rested_at: null },
      })
      .execute();
  return questions;
}

export async function clearPool(tx: Tx, campaign: string): Promise<void> {
  await tx.withTables<QuizTables>().deleteFrom('quiz_pool').where('campaign', '=', campaign).execute();
}
