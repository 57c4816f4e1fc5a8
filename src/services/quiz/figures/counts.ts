import type { Reader } from '../../../storage/store.js';
import { type QueryName, run, type Scope } from './queries.js';

/** What was played; rehearsals and voided attempts are in none of it. */
export interface Played {
  /** Attempts. */
  readonly started: number;
  /** Of one campaign each: who plays in two is two. */
  readonly people: number;
  /** Every question answered. */
  readonly submitted: number;
  /** Submitted, or its time ran out. */
  readonly finished: number;
  /** Right answers in finished attempts, and how many questions these had. */
  readonly score: number;
  readonly slots: number;
}

const numbers = <Row extends object>(row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  ) as Row;

async function counted<Row extends object>(read: Reader, name: QueryName, scope: Scope): Promise<readonly Row[]> {
  return (await run<Row>(read, name, scope)).map(numbers);
}

export async function countPlayed(read: Reader, scope: Scope): Promise<Played> {
  const [row] = await counted<Played>(read, 'attempts', scope);
  return row ?? { started: 0, people: 0, submitted: 0, finished: 0, score: 0, slots: 0 };
}

export interface Cell {
  readonly key: string;
  readonly attempts: number;
  readonly people: number;
}

/** Days and campaigns on which somebody played, in their order. */
export const countDays = (read: Reader, scope: Scope) => counted<Cell>(read, 'days', scope);
export const countCampaigns = (read: Reader, scope: Scope) => counted<Cell>(read, 'campaigns', scope);

export interface TopicCell {
  readonly key: string;
  readonly answers: number;
  readonly good: number;
}

/** Answers by topic; those to withdrawn questions are left out. */
export const countTopics = (read: Reader, scope: Scope) => counted<TopicCell>(read, 'topics', scope);

export interface GroupCell extends Cell {
  readonly finished: number;
  readonly score: number;
}

/** By street or unit, '' for those who said none. */
export const countGroups = (read: Reader, scope: Scope) => counted<GroupCell>(read, 'groups', scope);

/** Prizes of draws that were published in a period, by what became of them. */
export const countPrizes = (read: Reader, period: { readonly from: string; readonly to: string }) =>
  counted<{ readonly key: string; readonly prizes: number }>(read, 'prizes', period);

/** In percent, one decimal; undefined where there is nothing to divide by. */
export const share = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((part / whole) * 1_000) / 10;
