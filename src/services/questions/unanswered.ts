import type { Reader } from '../../storage/store.js';
import type { OpenQuestion } from './cluster.js';
import type { QuestionTables } from './records.js';

export interface Period {
  /** Calendar days in China, both included. */
  readonly from?: string;
  readonly to?: string;
}

const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString();
const dayMs = 24 * 3_600_000;

/**
 * Questions that were not answered, or whose answer got 没用. What was asked in confidence was never kept.
 * @param most the newest so many; all of them when absent
 */
export async function openQuestions(read: Reader, { from, to }: Period = {}, most?: number): Promise<OpenQuestion[]> {
  const marked = read.withTables<QuestionTables>().selectFrom('feedback').select('answer_id').where('useful', '=', 0);
  let query = read
    .withTables<QuestionTables>()
    .selectFrom('answers')
    .select(['question', 'status', 'at'])
    .where('question', '!=', '')
    .where((is) => is.or([is('status', '=', 'unsure'), is('id', 'in', marked)]));
  if (from) query = query.where('at', '>=', startOf(from));
  if (to) query = query.where('at', '<', new Date(Date.parse(startOf(to)) + dayMs).toISOString());
  if (most !== undefined) query = query.orderBy('at', 'desc').limit(most);
  const rows = await query.execute();
  return rows.map(({ question, status, at }) => ({ question, at, unsure: status === 'unsure' }));
}
