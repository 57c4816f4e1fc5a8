import { createHash } from 'node:crypto';
import { chinaDay } from '../../../lib/clock.js';
import type { Reader, Tx } from '../../../storage/store.js';
import { type BankQuestion, type Difficulty, difficulties, type Topic, topics } from '../bank/question.js';
import { questionOf } from '../bank/read.js';
import type { QuizTables } from '../tables.js';
import type { CampaignPlan, Pool } from './campaign.js';

/** Days in China that a question has to hold for, both counted. Absent: any. */
export type Span = Pick<CampaignPlan, 'opensAt' | 'closesAt'>;

/** Reviewed, not flagged, tied to a text, and valid from the first to the last day. */
export function usable(question: BankQuestion, span?: Span): boolean {
  const { state, flag, cites, validFrom, validTo } = question;
  if (state !== 'reviewed' || flag || !cites) return false;
  if (!span) return true;
  const [first, last] = [chinaDay(new Date(span.opensAt)), chinaDay(new Date(span.closesAt))];
  return (validFrom === undefined || validFrom <= first) && (validTo === undefined || validTo >= last);
}

/** What the bank has for a campaign: the newest version of each question. */
export async function usableQuestions(
  db: Reader | Tx,
  of: readonly Topic[],
  span?: Span,
): Promise<readonly BankQuestion[]> {
  if (of.length === 0) return [];
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_questions')
    .selectAll()
    .where('latest', '=', 1)
    .where('topic', 'in', [...new Set(of)])
    .where('state', '=', 'reviewed')
    .orderBy('id')
    .execute();
  return rows.map(questionOf).filter((question) => usable(question, span));
}

type Kept = Pick<BankQuestion, 'topic' | 'difficulty'>;

export const allTopics = Object.keys(topics) as Topic[];
export const allDifficulties = Object.keys(difficulties) as Difficulty[];

/**
 * Pools that so many questions do not fill, in words; empty where every attempt can be drawn. Those with a named
 * difficulty are served first: the others take what is left of their topic, so a topic is enough when each named one is
 * and the sum is (Hall's condition, for sets of which one holds all others).
 */
export function shortages(pools: readonly Pool[], supply: readonly Kept[]): readonly string[] {
  return allTopics.flatMap((topic) => {
    const wanted = pools.filter((pool) => pool.topic === topic);
    const here = supply.filter((question) => question.topic === topic);
    const sum = wanted.reduce((total, { count }) => total + count, 0);
    const named = wanted.flatMap(({ difficulty, count }) => {
      const there = here.filter((question) => question.difficulty === difficulty).length;
      return difficulty !== undefined && there < count
        ? [`「${topics[topic]}」要抽 ${count} 道${difficulties[difficulty]}的题，现在只有 ${there} 道可用`]
        : [];
    });
    if (named.length > 0 || here.length >= sum) return named;
    return [`「${topics[topic]}」一局要抽 ${sum} 道题，现在只有 ${here.length} 道可用`];
  });
}

/** Stands for a set of questions and versions: whoever read one set does not review another. */
export const markOf = (questions: readonly Pick<BankQuestion, 'id' | 'version'>[]): string =>
  createHash('sha256')
    .update(questions.map(({ id, version }) => `${id}@${version}`).join('\n'))
    .digest('hex');
