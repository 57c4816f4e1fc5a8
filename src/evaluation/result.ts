import { createHash } from 'node:crypto';
import { z } from 'zod';
import { YiwenError } from '../lib/errors.js';
import type { Verdict } from './judge.js';
import { type Group, groupOf, groups, type QuestionRow } from './question-set.js';

const rowResultSchema = z.object({
  id: z.string(),
  type: z.string(),
  /** Of what the row asks and wants: a row that was rewritten is another row. */
  row: z.string(),
  passed: z.boolean(),
});

const resultSchema = z.object({
  format: z.literal(1),
  /** The question set's file name. */
  set: z.string(),
  acceptedAt: z.string(),
  acceptedBy: z.string(),
  snapshot: z.string(),
  rows: z.array(rowResultSchema),
});

export type RowResult = z.infer<typeof rowResultSchema>;
/** How a question set fared when somebody said that it is good enough: what later runs are compared with. */
export type EvaluationResult = z.infer<typeof resultSchema>;

function rowHash({ question, facts, must, type }: QuestionRow): string {
  return createHash('sha256')
    .update(JSON.stringify([question, facts, must, type]))
    .digest('hex')
    .slice(0, 12);
}

export function rowResults(verdicts: readonly Verdict[]): RowResult[] {
  return verdicts.map(({ row, passed }) => ({ id: row.id, type: row.type, row: rowHash(row), passed }));
}

export interface Share {
  readonly group: Group;
  readonly passed: number;
  readonly of: number;
}

/** By group, those without a row left out. */
export function sharesOf(rows: readonly RowResult[]): Share[] {
  return groups
    .map((group) => rows.filter((row) => groupOf(row) === group))
    .flatMap((own) =>
      own[0] ? [{ group: groupOf(own[0]), passed: own.filter(({ passed }) => passed).length, of: own.length }] : [],
    );
}

/** JSON that people can read and compare line by line: the sums, then a line a row. */
export function writeResult({ rows, ...head }: EvaluationResult): string {
  const shares = Object.fromEntries(sharesOf(rows).map(({ group, passed, of }) => [group, `${passed}/${of}`]));
  const top = JSON.stringify({ ...head, shares }, null, 2).replace(/\n}$/, '');
  return `${top},\n  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`;
}

/** Throws `evaluation.bad-result`. `name` is what the fault calls the file. */
export function parseResult(text: string, name: string): EvaluationResult {
  try {
    return resultSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new YiwenError(
      'evaluation.bad-result',
      `采纳过的结果 ${name} 读不懂`,
      '请恢复这个文件，或删去它，再用 npx yiwen evaluate 题目文件 --accept 重新采纳。',
      { cause },
    );
  }
}
