import { type Fraction, fraction, larger, minus, one, times, zero } from '../../../lib/money/fraction.js';
import type { Fen } from '../../../lib/money/money.js';
import { firstCase, type Settled, settled } from '../rules/conditions.js';
import type { Facts } from '../rules/facts.js';
import type { PaymentRule, RuleFile } from '../rules/rules.js';

/** How the open points are read in one working out. */
export interface Reading {
  readonly limits?: 'payment' | 'cost';
  readonly cut?: 'points' | 'ratio';
  readonly month?: 'thirtieth' | 'year';
}

export interface Band {
  /** Up to and including this much of the bill; absent in the last band. */
  readonly upTo?: Fen;
  /** As the rule gives it, and as it is after `times` and `cut`. */
  readonly base: Fraction;
  readonly rate: Fraction;
}

/** A rule as it holds for one claim, every number with its clause; `given` is a number that the person said. */
export interface Terms {
  readonly deductible?: { readonly amount: Fen; readonly per: 'claim' | 'year'; readonly clause: string | 'given' };
  readonly bands: readonly [Band, ...Band[]];
  readonly rateClause: string | 'given';
  readonly times?: { readonly by: Fraction; readonly clause: string };
  readonly cut?: {
    readonly by: Fraction;
    readonly as: 'points' | 'ratio';
    readonly open: boolean;
    readonly clause: string;
  };
  readonly ceiling?: {
    readonly amount: Fen;
    readonly limits: 'payment' | 'cost';
    readonly open: boolean;
    readonly clause: string;
  };
}

/** The terms of a rule for these facts, or what is lacking for them. */
export function termsOf(rule: PaymentRule, facts: Facts, reading: Reading, file: RuleFile): Settled<Terms> {
  const rates = ratesOf(rule, facts, file);
  if (rates.status !== 'settled') return rates;
  const cut = cutOf(rule, facts, reading);
  if (cut.status !== 'settled') return cut;
  const deductible = deductibleOf(rule, facts);
  if (deductible.status !== 'settled') return deductible;
  const ceiling = ceilingOf(rule, facts, reading);
  if (ceiling.status !== 'settled') return ceiling;
  const { bands, clause, scale } = rates.value;
  const adjust = (base: Fraction) => reduced(scale ? times(base, scale.by) : base, cut.value);
  const [first, ...rest] = bands.map(({ rate, ...limit }) => ({ ...limit, base: rate, rate: adjust(rate) }));
  if (!first) return { status: 'missing', part: '报销比例' };
  return settled({
    bands: [first, ...rest],
    rateClause: clause,
    ...(scale ? { times: scale } : {}),
    ...(cut.value ? { cut: cut.value } : {}),
    ...(deductible.value ? { deductible: deductible.value } : {}),
    ...(ceiling.value ? { ceiling: ceiling.value } : {}),
  });
}

function reduced(rate: Fraction, cut: Terms['cut']): Fraction {
  if (!cut) return rate;
  return cut.as === 'points' ? larger(zero, minus(rate, cut.by)) : times(rate, minus(one, cut.by));
}

interface Rates {
  readonly bands: readonly { readonly upTo?: Fen; readonly rate: Fraction }[];
  readonly clause: string | 'given';
  readonly scale?: NonNullable<Terms['times']>;
}

function ratesOf({ rates }: PaymentRule, facts: Facts, file: RuleFile): Settled<Rates> {
  if ('cases' in rates) {
    const found = firstCase(rates.cases, facts, '报销比例');
    return found.status === 'settled' ? settled(found.value) : found;
  }
  const scale = rates.times && rates.clause ? { scale: { by: rates.times, clause: rates.clause } } : {};
  if (rates.base === 'given') {
    if (facts.givenRate === undefined) return { status: 'needs', key: 'givenRate' };
    return settled({ bands: [{ rate: fraction(facts.givenRate, 10_000) }], clause: 'given', ...scale });
  }
  const base = file.rules.find(({ id }) => id === rates.base);
  if (base?.kind !== 'payment') return { status: 'missing', part: '同级比例' };
  const found = ratesOf(base, facts, file);
  return found.status === 'settled' ? settled({ ...found.value, ...scale }) : found;
}

function cutOf({ outOfArea }: PaymentRule, facts: Facts, reading: Reading): Settled<Terms['cut']> {
  const found = firstCase(outOfArea, facts, '异地就医的降比');
  if (found.status === 'missing') return settled(undefined);
  if (found.status !== 'settled') return found;
  const { cut, kind, clause } = found.value;
  const as = kind === 'open' ? reading.cut : kind;
  return as ? settled({ by: cut, as, open: kind === 'open', clause }) : { status: 'open', point: 'cut' };
}

function deductibleOf({ deductible }: PaymentRule, facts: Facts): Settled<Terms['deductible']> {
  if (typeof deductible === 'string') return settled(undefined);
  if ('given' in deductible) {
    const amount = facts.givenDeductible;
    return amount === undefined
      ? { status: 'needs', key: 'givenDeductible' }
      : settled({ amount, per: 'year', clause: 'given' });
  }
  const found = firstCase(deductible.cases, facts, '起付线');
  if (found.status !== 'settled') return found;
  return settled({ amount: found.value.amount, per: deductible.per, clause: found.value.clause });
}

function ceilingOf({ ceiling }: PaymentRule, facts: Facts, reading: Reading): Settled<Terms['ceiling']> {
  if (typeof ceiling === 'string') return settled(undefined);
  const found = firstCase(ceiling.cases, facts, '封顶线');
  if (found.status !== 'settled') return found;
  const { amount, limits: kind, clause } = found.value;
  const limits = kind === 'open' ? reading.limits : kind;
  return limits ? settled({ amount, limits, open: kind === 'open', clause }) : { status: 'open', point: 'limits' };
}
