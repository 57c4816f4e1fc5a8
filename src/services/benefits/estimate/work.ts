import { fraction, rounded } from '../../../lib/money/fraction.js';
import type { Fen } from '../../../lib/money/money.js';
import { firstCase, judge, type Settled, settled } from '../rules/conditions.js';
import type { Facts } from '../rules/facts.js';
import { isInForce } from '../rules/in-force.js';
import type { AllowanceRule, PaymentRule, RewardRule, RuleFile, SumRule } from '../rules/rules.js';
import { type Payment, pay, payAddedUp } from './pay.js';
import { type Reading, type Terms, termsOf } from './terms.js';

/** One rule that paid, of what the rules before it left over. */
export interface Layer {
  readonly rule: PaymentRule;
  readonly terms: Terms;
  readonly cost: Fen;
  /** What the person bore before in the year, as far as nothing paid of it. */
  readonly before: Fen;
  readonly payment: Payment;
}

/** What a rule comes to for one reading. */
export type Work =
  | { readonly kind: 'payment'; readonly layers: readonly [Layer, ...Layer[]]; readonly paid: Fen; readonly own: Fen }
  | { readonly kind: 'rate'; readonly rule: PaymentRule; readonly terms: Terms }
  | {
      readonly kind: 'allowance';
      readonly rule: AllowanceRule;
      readonly wage: Fen;
      readonly days: number;
      readonly clause: string;
      readonly month: 'thirtieth' | 'year';
      readonly paid: Fen;
    }
  | {
      readonly kind: 'reward';
      readonly rule: RewardRule;
      readonly years: number;
      /** What a year without a claim adds; 0 where none was told of. */
      readonly claimFree: Fen;
      readonly raised: Fen;
    };

/** Where and when a rule is worked out. */
export interface Frame {
  readonly file: RuleFile;
  readonly day: string;
}

export function workOut(rule: SumRule, facts: Facts, reading: Reading, frame: Frame): Settled<Work> {
  switch (rule.kind) {
    case 'payment':
      return workOutPayment(rule, facts, reading, frame);
    case 'allowance':
      return workOutAllowance(rule, facts, reading);
    case 'reward':
      return workOutReward(rule, facts);
  }
}

/** The part of the bill within the catalogue. */
export const eligibleOf = ({ cost = 0, costIs, outside = 0 }: Facts): Fen =>
  costIs === 'eligible' ? cost : Math.max(0, cost - outside);

function workOutPayment(rule: PaymentRule, facts: Facts, reading: Reading, frame: Frame): Settled<Work> {
  const terms = termsOf(rule, facts, reading, frame.file);
  if (terms.status !== 'settled') return terms;
  if (facts.cost === undefined) {
    const rateAlone = facts.rateOnly && terms.value.bands.length === 1;
    return rateAlone ? settled({ kind: 'rate', rule, terms: terms.value }) : { status: 'needs', key: 'cost' };
  }
  const first = layerOf(rule, terms.value, { cost: eligibleOf(facts), before: facts.ownBefore ?? 0 }, facts);
  const rest = furtherLayers(rule, first, facts, reading, frame);
  if (rest.status !== 'settled') return rest;
  const paid = [first, ...rest.value].reduce((sum, { payment }) => sum + payment.paid, 0);
  return settled({ kind: 'payment', layers: [first, ...rest.value], paid, own: Math.max(0, facts.cost - paid) });
}

/** What is left to pay: of this claim, and of the claims before it in the year. */
interface Left {
  readonly cost: Fen;
  readonly before: Fen;
}

function layerOf(rule: PaymentRule, terms: Terms, { cost, before }: Left, { paidBefore = 0 }: Facts): Layer {
  const payment = rule.basis === 'own' ? payAddedUp(terms, cost, before) : pay(terms, { cost, paidBefore });
  return { rule, terms, cost, before, payment };
}

const after = ({ cost, before, payment: { paid, paidEarlier = 0 } }: Layer): Left => ({
  cost: cost - paid,
  before: before - paidEarlier,
});

/** 大病保险 and 医疗救助: each pays of what is left. One that is not for this person, or not in force, is passed over. */
function furtherLayers(
  { then }: PaymentRule,
  first: Layer,
  facts: Facts,
  reading: Reading,
  { file, day }: Frame,
): Settled<Layer[]> {
  const layers: Layer[] = [];
  let left = after(first);
  for (const id of then) {
    const rule = file.rules.find((each) => each.id === id);
    if (rule?.kind !== 'payment' || !isInForce(rule, day)) continue;
    const [care] = rule.for.care ?? [];
    const asLayer: Facts = { ...facts, ...(care ? { care } : {}) };
    if (judge(rule.for, asLayer) !== true) continue;
    const terms = termsOf(rule, asLayer, reading, file);
    if (terms.status !== 'settled') return terms;
    const layer = layerOf(rule, terms.value, left, facts);
    layers.push(layer);
    left = after(layer);
  }
  return settled(layers);
}

/** Months are turned into days in one of two ways where the law gives no formula: 30 days a month, or 12 months a year. */
function workOutAllowance(rule: AllowanceRule, facts: Facts, { month }: Reading): Settled<Work> {
  const found = firstCase(rule.days, facts, '产假天数');
  if (found.status !== 'settled') return found;
  if (facts.wage === undefined) return { status: 'needs', key: 'wage' };
  if (month === undefined) return { status: 'open', point: 'month' };
  const { wage } = facts;
  const { days, clause } = found.value;
  const sum = month === 'thirtieth' ? fraction(wage * days, 30) : fraction(BigInt(wage) * 12n * BigInt(days), 365);
  return settled({ kind: 'allowance', rule, wage, days, clause, month, paid: rounded(sum) });
}

function workOutReward(rule: RewardRule, { years, claimFree: isClaimFree }: Facts): Settled<Work> {
  if (years === undefined) return { status: 'needs', key: 'years' };
  const claimFree = isClaimFree ? (rule.claimFree?.amount ?? 0) : 0;
  const raised = Math.max(0, years - rule.after) * rule.aYear + claimFree;
  return settled({ kind: 'reward', rule, years, claimFree, raised });
}
