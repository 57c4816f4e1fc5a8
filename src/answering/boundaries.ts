import { z } from 'zod';
import type { RedirectTarget } from './answer.js';

/** `knowledge/boundaries.yaml`: what the bot leaves to others, and what it says instead. Staff can read and change it. */
export const boundariesSchema = z.array(
  z.object({
    id: z.string(),
    to: z.enum(['emergency', 'hotline', 'staff', 'other-authority', 'declined']),
    /** A pattern is a list of groups that must all occur; a group is alternatives joined by `|`. Any pattern fires. */
    when: z.array(z.array(z.string()).min(1)).min(1),
    /** Alternatives any of which keeps the rule from firing. */
    unless: z.array(z.string()).default([]),
    /** The text comes first and the question is answered after it (a call for help). */
    continue: z.boolean().default(false),
    text: z.string(),
  }),
);

export type BoundaryRule = z.infer<typeof boundariesSchema>[number];

export interface Boundary {
  readonly id: string;
  readonly to: RedirectTarget;
  readonly text: string;
  readonly continues: boolean;
}

type Group = readonly string[];

function occurs(text: string, group: Group): boolean {
  return group.some((word) => text.includes(word));
}

/** The first rule that fires on a normalised question, in the file's order. */
export function createBoundaries(rules: readonly BoundaryRule[]): (text: string) => Boundary | undefined {
  const split = (group: string): Group => group.split('|').filter((word) => word !== '');
  const compiled = rules.map((rule) => ({
    rule,
    patterns: rule.when.map((pattern) => pattern.map(split)),
    unless: rule.unless.map(split),
  }));
  return (text) => {
    const hit = compiled.find(
      ({ patterns, unless }) =>
        patterns.some((pattern) => pattern.every((group) => occurs(text, group))) &&
        !unless.some((group) => occurs(text, group)),
    );
    if (!hit) return undefined;
    const { id, to, text: reply, continue: continues } = hit.rule;
    return { id, to, text: reply.trim(), continues };
  };
}
