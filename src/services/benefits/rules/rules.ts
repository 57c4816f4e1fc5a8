import type { z } from 'zod';
import type { ruleFileSchema } from './schema.js';

/** The rules of one place, with the documents and the clauses that carry every number. */
export type RuleFile = z.infer<typeof ruleFileSchema>;
export type Rule = RuleFile['rules'][number];
export type PaymentRule = Extract<Rule, { kind: 'payment' }>;
export type AllowanceRule = Extract<Rule, { kind: 'allowance' }>;
export type RewardRule = Extract<Rule, { kind: 'reward' }>;
export type ExcludedRule = Extract<Rule, { kind: 'excluded' }>;
/** A rule that a sum can be worked out by. */
export type SumRule = PaymentRule | AllowanceRule | RewardRule;
export type Clause = RuleFile['clauses'][string];

export const isSum = (rule: Rule): rule is SumRule =>
  rule.kind === 'payment' || rule.kind === 'allowance' || rule.kind === 'reward';
