import type { Reader } from '../../../storage/store.js';
import type { BankQuestion } from '../bank/question.js';
import { readQuestion } from '../bank/read.js';
import { readPool } from '../campaign/read.js';
import { share } from './counts.js';
import { run } from './queries.js';

/** Over all answers to one item: how many, right ones, and sums of the rest of their attempts. */
export interface ItemSums {
  readonly answers: number;
  readonly good: number;
  /** Sum of rests, of their squares, and of those of right answers. */
  readonly rest: number;
  readonly square: number;
  readonly product: number;
}

/**
 * How well an item tells strong attempts from weak ones: the point-biserial correlation (Pearson's r) between the item,
 * 0 or 1, and the score of the same attempt without it, -1 to 1. Without it, since an item in its own total makes the
 * figure too high: Henrysson, Correction of item-total correlations in item analysis, Psychometrika 28 (1963), 211–218;
 * the "discrimination index" of Moodle's quiz statistics is the same, in percent.
 * @returns undefined where all answers are alike, or all rests
 */
export function discrimination({ answers, good, rest, square, product }: ItemSums): number | undefined {
  const across = answers * product - good * rest;
  const spread = (answers * good - good * good) * (answers * square - rest * rest);
  return spread <= 0 ? undefined : across / Math.sqrt(spread);
}

export interface Item {
  readonly question: BankQuestion;
  readonly withdrawn: boolean;
  readonly rested: boolean;
  /** In finished attempts. */
  readonly answers: number;
  /** Percent right, one decimal. */
  readonly facility: number | undefined;
  /** Two decimals. */
  readonly discrimination: number | undefined;
  /** How often each option was chosen, in the order as written; several may be in one answer. */
  readonly options: readonly number[];
}

/** Answers to one question with the same options; totals are scores of their attempts, withdrawn questions aside. */
interface AnswerRow {
  readonly question: string;
  readonly chosen: string;
  readonly answers: number;
  readonly good: number;
  readonly total: number;
  readonly square: number;
  readonly product: number;
}

/** Every question of a campaign's pool with what its answers tell, by id. Rehearsals and voided attempts do not count. */
export async function readItems(read: Reader, campaign: string): Promise<readonly Item[]> {
  const rows = await run<AnswerRow>(read, 'items', { campaign });
  const items: Item[] = [];
  for (const { question: id, version, withdrawn, rested } of await readPool(read, campaign)) {
    const question = await readQuestion(read, { id, version });
    if (!question) continue;
    const own = rows.filter((row) => row.question === id);
    const sums = sumsOf(own, withdrawn);
    const told = discrimination(sums);
    items.push({
      ...{ question, withdrawn, rested, answers: sums.answers, facility: share(sums.good, sums.answers) },
      discrimination: told === undefined ? undefined : Math.round(told * 100) / 100,
      options: countOptions(question.options.length, own),
    });
  }
  return items;
}

/** From totals to rests: a question that counts is taken out of the total that it is in. */
function sumsOf(rows: readonly AnswerRow[], withdrawn: boolean): ItemSums {
  const sum = (of: Exclude<keyof AnswerRow, 'question' | 'chosen'>) =>
    rows.reduce((all, row) => all + Number(row[of]), 0);
  const [answers, good, total] = [sum('answers'), sum('good'), sum('total')] as const;
  const [square, product] = [sum('square'), sum('product')] as const;
  if (withdrawn) return { answers, good, rest: total, square, product };
  return { answers, good, rest: total - good, square: square - 2 * product + good, product: product - good };
}

function countOptions(options: number, rows: readonly AnswerRow[]): readonly number[] {
  const counts = Array.from({ length: options }, () => 0);
  for (const { chosen, answers } of rows)
    for (const option of JSON.parse(chosen) as readonly number[])
      if (option in counts) counts[option] = (counts[option] ?? 0) + Number(answers);
  return counts;
}
