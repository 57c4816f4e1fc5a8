import { z } from 'zod';
import type { RedirectTarget } from '../domain/answer.js';
import { normalise } from '../lib/chinese/normalise.js';
import { createLikeness, genuine, type Likeness, noShelf, type Shelf } from './likeness.js';

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
    /** 0 to 1: how sure a likeness must be of this very rule; 1 leaves it to its exact words. Absent: `sureEnough`. */
    sureFrom: z.number().min(0).max(1).optional(),
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
  /** Questions about medical insurance whose answers the texts usually lack: a bureau adds the text, or leaves them. */
  notHeld: z.array(z.string()).default([]),
  /** Where one of them occurs a likeness may only call for help: 羊水破了 must never be told about weddings. */
  dangerWords: z.array(z.string()).default([]),
});

export type BoundaryExamples = z.infer<typeof boundaryExamplesSchema>;

/** In ten-fold cross-validation no more than 1 % of genuine questions are above it (bench/boundaries.ts). */
export const sureEnough = 0.75;

/** 是的, 上海的: a fragment says too little to be like anything. */
const SHORTEST = 4;

/** Characters; what is shorter (我听不懂) is like too many things, and must be surer. */
const SHORT = 8;
const sureOfShort = 0.9;

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
 * Judges by the examples which rule a text is a case of. The words of a rule (every group that has a choice) count as
 * one, so that one example speaks for all of them.
 */
function likenessOf(
  rules: readonly Compiled[],
  examples: BoundaryExamples,
  shelf: Shelf,
): ReturnType<typeof createLikeness> {
  const learnt = new Set(rules.map(({ rule }) => rule.id));
  const labelled = [
    ...examples.rules
      .filter(({ id }) => learnt.has(id))
      .flatMap(({ id, examples: texts }) => texts.map((text) => ({ label: id, text: normalise(text) }))),
    ...examples.genuine.map((text) => ({ label: genuine, text: normalise(text) })),
  ];
  const groups = rules.flatMap(({ patterns }) => patterns.flat()).filter((group) => group.length > 1);
  return createLikeness(labelled, [...new Map(groups.map((group) => [group.join('|'), group])).values()], shelf);
}

const callsForHelp = ({ rule }: Compiled): boolean => rule.continue;

/** The call for help that the text is most like, if it is like one at all: another rule may be likelier, none matters more. */
function callAmong(rules: readonly Compiled[], like: Likeness): Compiled | undefined {
  const chance = ({ rule }: Compiled): number => like.each.get(rule.id) ?? 0;
  const calls = rules.filter((each) => callsForHelp(each) && chance(each) > (each.rule.sureFrom ?? sureEnough));
  return calls.sort((one, other) => chance(other) - chance(one))[0];
}

function refusalAmong(rules: readonly Compiled[], like: Likeness, text: string): Compiled | undefined {
  const likeliest = rules.find(({ rule }) => rule.id === like.label);
  if (!likeliest || callsForHelp(likeliest)) return undefined;
  if (like.probability <= (text.length < SHORT ? sureOfShort : sureEnough)) return undefined;
  const { sureFrom = 0 } = likeliest.rule;
  return (like.each.get(like.label) ?? 0) > sureFrom ? likeliest : undefined;
}

/** Which rule a normalised question falls under. */
export interface Boundaries {
  /** The first whose words occur, in the file's order. */
  exact(text: string): Boundary | undefined;
  /**
   * The one whose examples the question is like, if that is sure enough and none of the rule's `unless` occurs: a call
   * for help before all others, and nothing else where a danger word occurs.
   * Learning the examples takes some tenths of a second, at the first question that is put here; a shelf keeps what was learnt.
   */
  alike(text: string): Boundary | undefined;
}

/** @param shelf keeps what was learnt from the examples */
export function createBoundaries(
  rules: readonly BoundaryRule[],
  examples?: BoundaryExamples,
  shelf: Shelf = noShelf,
): Boundaries {
  const compiled = rules.map(compile);
  const dangers = examples?.dangerWords ?? [];
  let learnt: ReturnType<typeof createLikeness> | undefined;
  const likeness = (text: string): Likeness | undefined => {
    if (!examples) return undefined;
    learnt ??= likenessOf(compiled, examples, shelf);
    return learnt(text);
  };
  return {
    exact(text) {
      const said = compiled.find((each) => matches(each, text) && !excepted(each, text));
      return said && boundaryOf(said.rule);
    },
    alike(text) {
      if (text.length < SHORTEST) return undefined;
      const like = likeness(text);
      if (!like) return undefined;
      const open = compiled.filter((each) => !excepted(each, text));
      const found = callAmong(open, like) ?? (occurs(text, dangers) ? undefined : refusalAmong(open, like, text));
      return found && boundaryOf(found.rule);
    },
  };
}
