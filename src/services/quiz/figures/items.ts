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

type SumRow = ItemSums & { readonly question: string };
interface OptionRow {
  readonly question: string;
  readonly chosen: string;
  readonly answers: number;
}

/** Every question of a campaign's pool with what its answers tell, by id. Rehearsals and voided attempts do not count. */
export async function readItems(read: Reader, campaign: string): Promise<readonly Item[]> {
  const sums = new Map((await run<SumRow>(read, 'items', { campaign })).map((row) => [row.question, row]));
  const chosen = await run<OptionRow>(read, 'options', { campaign });
  const items: Item[] = [];
  for (const { question: id, version, withdrawn, rested } of await readPool(read, campaign)) {
    const question = await readQuestion(read, { id, version });
    if (!question) continue;
    const told = itemOf(sums.get(id));
    const own = chosen.filter((row) => row.question === id);
    const options = countOptions(question.options.length, own);
    items.push({ question, withdrawn, rested, options, ...told });
  }
  return items;
}

function itemOf(row: SumRow | undefined) {
  if (!row) return { answers: 0, facility: undefined, discrimination: undefined };
  const { answers, good, rest, square, product } = row;
  const sums = {
    ...{ answers: Number(answers), good: Number(good), rest: Number(rest) },
    ...{ square: Number(square), product: Number(product) },
  };
  const told = discrimination(sums);
  return {
    answers: sums.answers,
    facility: share(sums.good, sums.answers),
    discrimination: told === undefined ? undefined : Math.round(told * 100) / 100,
  };
}

function countOptions(options: number, rows: readonly OptionRow[]): readonly number[] {
  const counts = Array.from({ length: options }, () => 0);
  for (const { chosen, answers } of rows)
    for (const option of JSON.parse(chosen) as readonly number[])
      if (option in counts) counts[option] = (counts[option] ?? 0) + Number(answers);
  return counts;
}
