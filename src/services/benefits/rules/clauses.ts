import type { Rule } from './rules.js';

/** The clauses that a part of a rule names, wherever in it. */
export function clausesOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(clausesOf);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) => {
    if (key === 'clause') return [String(inner)];
    return key === 'clauses' ? (inner as string[]) : clausesOf(inner);
  });
}

/** The first day from which a clause is applied. */
export const appliedFrom = (rules: readonly Rule[], clause: string): string | undefined =>
  rules.find((rule) => clausesOf(rule).includes(clause))?.from;
