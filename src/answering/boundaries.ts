import { z } from 'zod';
import type { RedirectTarget } from '../domain/answer.js';
import { normalise } from '../lib/chinese/normalise.js';
import { createLikeness, genuine } from './likeness.js';

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

/** `knowledge/boundary-examples.yaml`: sentences as people type them, by the rule that answers them. Staff add to it. */
export const boundaryExamplesSchema = z.object({
  rules: z.array(z.object({ id: z.string(), examples: z.array(z.string()) })).default([]),
  /** Questions that must stay questions, above all those that sound like the ones above. */
  genuine: z.array(z.string()).default([]),
});

export type BoundaryExamples = z.infer<typeof boundaryExamplesSchema>;

/** In ten-fold cross-validation no more than 1 % of genuine questions are above it (bench/boundaries.ts). */
export const sureEnough = 0.75;

/** 是的, 上海的: a fragment says too little to be like anything. */
const SHORTEST = 4;

type Group = readonly string[];

function occurs(text: string, group: Group): boolean {
  return group.some((word) => text.includes(word));
}

interface Compiled {
  readonly rule: BoundaryRule;
  readonly patterns: readonly (readonly Group[])[];
  readonly unless: readonly Group[];
}

function compile(rule: BoundaryRule): Compiled {
  const split = (group: string): Group => group.split('|').filter((word) => word !== '');
  return { rule, patterns: rule.when.map((pattern) => pattern.map(split)), unless: rule.unless.map(split) };
}

const excepted = ({ unless }: Compiled, text: string): boolean => unless.some((group) => occurs(text, group));

const matches = ({ patterns }: Compiled, text: string): boolean =>
  patterns.some((pattern) => pattern.every((group) => occurs(text, group)));

function boundaryOf({ id, to, text, continue: continues }: BoundaryRule): Boundary {
  return { id, to, text: text.trim(), continues };
}

/**
 * Judges by the examples which rule a text is a case of. An emergency is left to its exact words, and the words of a
 * rule (every group that has a choice) count as one, so that one example speaks for all of them.
 */
function likenessOf(rules: readonly Compiled[], examples: BoundaryExamples): ReturnType<typeof createLikeness> {
  const learnt = new Set(rules.filter(({ rule }) => !rule.continue).map(({ rule }) => rule.id));
  const labelled = [
    ...examples.rules
      .filter(({ id }) => learnt.has(id))
      .flatMap(({ id, examples: texts }) => texts.map((text) => ({ label: id, text: normalise(text) }))),
    ...examples.genuine.map((text) => ({ label: genuine, text: normalise(text) })),
  ];
  const groups = rules.flatMap(({ patterns }) => patterns.flat()).filter((group) => group.length > 1);
  return createLikeness(labelled, new Map(groups.map((group) => [group.join('|'), group])).values());
}

/** Which rule a normalised question falls under. */
export interface Boundaries {
  /** The first whose words occur, in the file's order. */
  exact(text: string): Boundary | undefined;
  /**
   * The one whose examples the question is like, if that is sure enough and none of the rule's `unless` occurs.
   * Learning the examples takes some tenths of a second, at the first question that is put here.
   */
  alike(text: string): Boundary | undefined;
}

export function createBoundaries(rules: readonly BoundaryRule[], examples?: BoundaryExamples): Boundaries {
  const compiled = rules.map(compile);
  const byId = new Map(compiled.map((each) => [each.rule.id, each]));
  let likeness: ReturnType<typeof createLikeness> | undefined;
  return {
    exact(text) {
      const said = compiled.find((each) => matches(each, text) && !excepted(each, text));
      return said && boundaryOf(said.rule);
    },
    alike(text) {
      if (!examples || text.length < SHORTEST) return undefined;
      likeness ??= likenessOf(compiled, examples);
      const like = likeness(text);
      const similar = like && like.probability > sureEnough ? byId.get(like.label) : undefined;
      return similar && !excepted(similar, text) ? boundaryOf(similar.rule) : undefined;
    },
  };
}
