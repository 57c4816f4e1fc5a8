import { z } from 'zod';
import { YiwenError } from '../lib/errors.js';

/**
 * One row of a question set. `must`: what the first 300 characters of the answer have to hold, `a/b` meaning either.
 * Ids `D07-1`, `D07-2` are turns of one conversation. A type that starts with `refuse` must not be answered.
 */
const rowSchema = z.object({
  id: z.string().min(1),
  question: z.string().min(1).max(4000),
  facts: z.array(z.string()),
  must: z.array(z.string()),
  type: z.string(),
  note: z.string().optional(),
});

export type QuestionRow = z.infer<typeof rowSchema>;

/** One JSON row a line; empty lines are passed over. Throws `evaluation.bad-row` naming the line. */
export function parseQuestionSet(text: string): QuestionRow[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [rowSchema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new YiwenError(
        'evaluation.bad-row',
        `题目文件第 ${index + 1} 行读不懂`,
        '每行写一个 JSON：{"id","question","facts":[],"must":[],"type"}。',
        { cause },
      );
    }
  });
}

/** The conversation a row belongs to, or its own id. */
export function conversationOf(row: QuestionRow): string {
  return /^(.+)-\d+$/.exec(row.id)?.[1] ?? row.id;
}

export function mustRefuse(row: QuestionRow): boolean {
  return groupOf(row) === 'refusals';
}

/** The three that the goals speak of: figures to be computed stand apart from what the texts say. */
export type Group = 'answerable' | 'refusals' | 'calc';
export const groups: readonly Group[] = ['answerable', 'refusals', 'calc'];

export function groupOf(row: Pick<QuestionRow, 'type'>): Group {
  if (row.type.startsWith('refuse')) return 'refusals';
  return row.type === 'calc' ? 'calc' : 'answerable';
}
