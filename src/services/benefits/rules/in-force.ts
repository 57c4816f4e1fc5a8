import type { Rule } from './rules.js';

/** The first and last day of `2026`, `2026-03` or `2026-03-09`, as text that compares. */
export function span(day: string): readonly [first: string, last: string] {
  return [day.padEnd(10, '-01'), day.padEnd(10, '-99')];
}

/** Whether a rule is in force on some day of care that is meant. */
export function isInForce({ from, to }: Pick<Rule, 'from' | 'to'>, day: string): boolean {
  const [first, last] = span(day);
  return from <= last && (to === undefined || to >= first);
}
