import type { Period } from '../../../casework/figure.js';
import type { Reader } from '../../../storage/store.js';
import { type Level, levels } from '../levels.js';
import { type Reason, reasons } from '../reasons.js';
import { type Grouping, run } from './queries.js';

/** Active ratings of a period by level: all of them, and those left after exclusions. */
export interface LevelCounts {
  readonly raw: Readonly<Record<Level, number>>;
  readonly adjusted: Readonly<Record<Level, number>>;
}

const NONE: Readonly<Record<Level, number>> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };

export async function countLevels(read: Reader, period: Period): Promise<LevelCounts> {
  const rows = await run<{ level: Level; excluded: number; count: number }>(read, 'levels', period);
  const sum = (kept: (excluded: number) => boolean) => {
    const counts = { ...NONE };
    for (const { level, excluded, count } of rows) if (kept(excluded)) counts[level] += count;
    return counts;
  };
  return { raw: sum(() => true), adjusted: sum((excluded) => excluded === 0) };
}

export const total = (counts: Readonly<Record<Level, number>>, least: Level = 1): number =>
  levels.filter((level) => level >= least).reduce((sum, level) => sum + counts[level], 0);

/** Finished services of a period, and what became of them. */
export interface ItemCounts {
  readonly finished: number;
  readonly invited: number;
  readonly rated: number;
  readonly bad: number;
  readonly putRight: number;
}

/** Cases of 差评 that were opened in a period. */
export interface CaseCounts {
  readonly opened: number;
  readonly valid: number;
  /** Valid, put right and answered. */
  readonly rectified: number;
  readonly answered: number;
  /** Answered without a term missed. */
  readonly inTime: number;
  /** Answered, or with a term missed: those of which it is known. */
  readonly ended: number;
  readonly revisited: number;
  readonly putRight: number;
  readonly mistaken: number;
  readonly malicious: number;
}

/** Sums over no rows are null. */
function filled<Counts extends object>(row: Counts | undefined, names: readonly (keyof Counts)[]): Counts {
  return Object.fromEntries(names.map((name) => [name, Number(row?.[name] ?? 0)])) as Counts;
}

export async function countItems(read: Reader, period: Period): Promise<ItemCounts> {
  const [row] = await run<ItemCounts>(read, 'items', period);
  return filled(row, ['finished', 'invited', 'rated', 'bad', 'putRight']);
}

const CASE_COUNTS = [
  ...(['opened', 'valid', 'rectified', 'answered', 'inTime'] as const),
  ...(['ended', 'revisited', 'putRight', 'mistaken', 'malicious'] as const),
];

export async function countCases(read: Reader, period: Period): Promise<CaseCounts> {
  const [row] = await run<CaseCounts>(read, 'cases', period);
  return filled(row, CASE_COUNTS);
}

export async function countSilent(read: Reader, period: Period): Promise<number> {
  const [row] = await run<{ count: number }>(read, 'silent', period);
  return row?.count ?? 0;
}

export interface ReasonCounts {
  readonly picked: readonly { readonly reason: Reason; readonly count: number }[];
  readonly ownWords: number;
}

export async function countReasons(read: Reader, period: Period): Promise<ReasonCounts> {
  const rows = await run<{ key: string; count: number }>(read, 'reasons', period);
  const [own] = await run<{ count: number }>(read, 'ownWords', period);
  const picked = reasons.map((reason) => ({ reason, count: rows.find(({ key }) => key === reason)?.count ?? 0 }));
  return { picked, ownWords: own?.count ?? 0 };
}

/** One day, kind of business, channel or member of staff. */
export interface Cell {
  /** Null where nobody served: the bot's own conversation. */
  readonly key: string | null;
  readonly active: number;
  readonly good: number;
  readonly bad: number;
  /** After exclusions. */
  readonly counted: number;
  readonly countedGood: number;
}

/** Most rated first; days in their order. */
export async function countBy(read: Reader, by: Grouping, period: Period): Promise<readonly Cell[]> {
  const cells = [...(await run<Cell>(read, by, period))];
  const order = (cell: Cell) => cell.key ?? '';
  if (by === 'day') return cells.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return cells.sort((a, b) => b.active - a.active || (order(a) < order(b) ? -1 : 1));
}

/** In percent, two decimals; undefined where there is nothing to divide by. */
export const share = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((part / whole) * 10_000) / 100;
