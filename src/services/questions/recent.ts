import type { Reader } from '../../storage/store.js';
import type { QuestionTables } from './records.js';

/** What was asked and said shortly before, as far as it was kept: numbers masked, nothing of confidential talk. */
export interface RecentQuestion {
  readonly at: string;
  readonly question: string;
  readonly text: string;
}

const WITHIN_MS = 2 * 3_600_000;

/** Of one sender before a moment, oldest first, five at most. */
export async function recentQuestions(read: Reader, sender: string, before: string): Promise<RecentQuestion[]> {
  const since = new Date(Date.parse(before) - WITHIN_MS).toISOString();
  const rows = await read
    .withTables<QuestionTables>()
    .selectFrom('answers')
    .select(['at', 'question', 'text'])
    .where('at', '>=', since)
    .where('at', '<=', before)
    .where('sender', '=', sender)
    .where('question', '!=', '')
    .orderBy('at', 'desc')
    .limit(5)
    .execute();
  return rows.reverse();
}
