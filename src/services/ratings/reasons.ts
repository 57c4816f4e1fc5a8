import type { Choice } from '../../domain/message.js';

/** What people most often find bad, in the order in which it is offered. */
export const reasonNames = {
  waiting: '等得太久',
  manner: '态度不好',
  unclear: '说不清楚',
  errands: '来回跑腿',
  undone: '事没办成',
} as const;
export type Reason = keyof typeof reasonNames;

export const reasons = Object.keys(reasonNames) as readonly Reason[];

export const SKIP: Choice = { label: '跳过', text: '跳过' };

/** Six choices: the common reasons and the way past them. */
export const reasonChoices: readonly Choice[] = [
  ...reasons.map((reason) => ({ label: reasonNames[reason], text: reasonNames[reason] })),
  SKIP,
];

const SEVERAL = /^[1-5](?:[\s,，、.。和]*[1-5])*$/;

/** The reasons that an answer picks: by name, or several by their numbers (1、3). Empty for somebody's own words. */
export function pickedReasons(text: string): readonly Reason[] {
  const plain = text.normalize('NFKC').trim();
  const named = reasons.filter((reason) => plain === reasonNames[reason]);
  if (named.length > 0 || !SEVERAL.test(plain)) return named;
  const numbers = new Set([...plain].map(Number).filter((number) => number >= 1 && number <= reasons.length));
  return reasons.filter((_, at) => numbers.has(at + 1));
}

/** As they are shown: 等得太久、态度不好. */
export const sayReasons = (picked: readonly Reason[]): string => picked.map((reason) => reasonNames[reason]).join('、');

/** As they are kept: `["waiting"]`. Codes of a later version are left out. */
export function parseReasons(stored: string): readonly Reason[] {
  const codes = JSON.parse(stored) as readonly string[];
  return reasons.filter((reason) => codes.includes(reason));
}
