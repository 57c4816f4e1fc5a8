import {
  type Fraction,
  fraction,
  larger,
  minus,
  over,
  plus,
  rounded,
  smaller,
  times,
  zero,
} from '../../../lib/money/fraction.js';
import type { Fen } from '../../../lib/money/money.js';
import type { Terms } from './terms.js';

/** One claim under a rule. */
export interface Claim {
  /** Within the catalogue; for a rule over what the person bears, that. */
  readonly cost: Fen;
  /** What the fund paid before in the year for the same benefit. */
  readonly paidBefore: Fen;
}

/** A stretch of the bill and what is paid of it. `amount` is a part of a fen only where a limit of cost was used up in part. */
export interface Part {
  readonly amount: Fraction;
  readonly rate: Fraction;
}

export interface Payment {
  readonly paid: Fen;
  /** What is paid before the ceiling: rounded to a fen, a half up, here and nowhere else. */
  readonly uncapped: Fen;
  /** The deductible that counted, 0 where a year's was met before. */
  readonly deducted: Fen;
  readonly parts: readonly Part[];
  /** The bill as far as a limit of cost lets it count. */
  readonly counted: Fraction;
  /** What the ceiling still allowed, where it is one of payment. */
  readonly room?: Fen;
  /** What the sum came to before this claim, where one adds up over the year. */
  readonly paidEarlier?: Fen;
}

/**
 * 起付线 → 分段比例 → 四舍五入到分 → 封顶线. Bands are stretches of the bill itself, and the deductible takes up the
 * lowest of it. A year's deductible is met as soon as anything was paid in that year.
 */
export function pay({ deductible, bands, ceiling }: Terms, { cost, paidBefore }: Claim): Payment {
  const met = deductible?.per === 'year' && paidBefore > 0;
  const threshold = met ? 0 : (deductible?.amount ?? 0);
  const counted = countedCost(fraction(cost), { bands, ...(ceiling ? { ceiling } : {}) }, paidBefore);
  const parts: Part[] = [];
  let lower: Fraction = fraction(threshold);
  for (const { upTo, rate } of bands) {
    const upper = upTo === undefined ? counted : smaller(counted, fraction(upTo));
    const amount = larger(zero, minus(upper, lower));
    if (amount.numerator > 0n) parts.push({ amount, rate });
    lower = larger(lower, upper);
  }
  const uncapped = rounded(parts.reduce((sum, { amount, rate }) => plus(sum, times(amount, rate)), zero));
  const base = { uncapped, deducted: Math.min(threshold, cost), parts, counted };
  if (ceiling?.limits !== 'payment') return { ...base, paid: uncapped };
  const room = Math.max(0, ceiling.amount - paidBefore);
  return { ...base, paid: Math.min(uncapped, room), room };
}

/** Under a limit of cost, what was paid before stands for the cost that it was paid of. */
function countedCost(cost: Fraction, { bands, ceiling }: Pick<Terms, 'bands' | 'ceiling'>, paidBefore: Fen): Fraction {
  if (ceiling?.limits !== 'cost') return cost;
  const { rate } = bands[0];
  const used = paidBefore === 0 || rate.numerator === 0n ? zero : over(fraction(paidBefore), rate);
  return smaller(cost, larger(zero, minus(fraction(ceiling.amount), used)));
}

/** A rule over what the person bears adds up over the year: it pays what the sum now comes to, less what it came to before. */
export function payAddedUp(terms: Terms, cost: Fen, before: Fen): Payment {
  const earlier = pay(terms, { cost: before, paidBefore: 0 });
  const now = pay(terms, { cost: before + cost, paidBefore: 0 });
  return { ...now, paid: now.paid - earlier.paid, paidEarlier: earlier.paid };
}
