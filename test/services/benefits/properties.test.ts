import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from '../../../src/lib/money/fraction.js';
import { MOST, parseYuan, sayYuan } from '../../../src/lib/money/money.js';
import { estimate, type Question } from '../../../src/services/benefits/estimate/estimate.js';
import { pay, payAddedUp } from '../../../src/services/benefits/estimate/pay.js';
import type { Terms } from '../../../src/services/benefits/estimate/terms.js';
import { type Facts, type Key, vocabulary } from '../../../src/services/benefits/rules/facts.js';
import { shippedRules } from '../../support/benefits.js';
import { paidFenByFen } from './oracle.js';

/** From nothing to a few yuan, where an oracle can count every fen; and up to the most that is computed for. */
const few = fc.integer({ min: 0, max: 3_000 });
const much = fc.integer({ min: 0, max: MOST });
const rate = fc.integer({ min: 0, max: 10_000 }).map((parts) => fraction(parts, 10_000));

const terms: fc.Arbitrary<Terms> = fc
  .record({
    deductible: fc.option(
      fc.record({ amount: few, per: fc.constantFrom('claim' as const, 'year' as const), clause: fc.constant('a') }),
      { nil: undefined },
    ),
    limits: fc
      .uniqueArray(fc.integer({ min: 1, max: 3_000 }), { maxLength: 3 })
      .map((all) => all.sort((a, b) => a - b)),
    rates: fc.array(rate, { minLength: 4, maxLength: 4 }),
    ceiling: fc.option(few, { nil: undefined }),
  })
  .map(({ deductible, limits, rates, ceiling }) => {
    const [first, ...rest] = [...limits, undefined].map((upTo, at) => {
      const each = rates[at] ?? fraction(0);
      return { base: each, rate: each, ...(upTo === undefined ? {} : { upTo }) };
    });
    if (!first) throw new Error('no band');
    return {
      bands: [first, ...rest],
      rateClause: 'a',
      ...(deductible ? { deductible } : {}),
      ...(ceiling === undefined
        ? {}
        : { ceiling: { amount: ceiling, limits: 'payment' as const, open: false, clause: 'a' } }),
    } satisfies Terms;
  });

describe('what is paid of a bill', () => {
  it('is what an oracle comes to that counts fen by fen', () => {
    fc.assert(
      fc.property(terms, few, few, (each, cost, paidBefore) => {
        expect(BigInt(pay(each, { cost, paidBefore }).paid)).toBe(paidFenByFen(each, cost, paidBefore));
      }),
    );
  });

  it('is never negative, never above the bill and never above what the ceiling allows', () => {
    fc.assert(
      fc.property(terms, much, few, (each, cost, paidBefore) => {
        const { paid } = pay(each, { cost, paidBefore });
        expect(paid).toBeGreaterThanOrEqual(0);
        expect(paid).toBeLessThanOrEqual(cost);
        if (each.ceiling) expect(paid + paidBefore).toBeLessThanOrEqual(Math.max(each.ceiling.amount, paidBefore));
      }),
    );
  });

  it('never falls when the bill grows', () => {
    fc.assert(
      fc.property(terms, much, much, few, (each, one, other, paidBefore) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(pay(each, { cost: less, paidBefore }).paid).toBeLessThanOrEqual(
          pay(each, { cost: more, paidBefore }).paid,
        );
      }),
    );
  });

  it('added up over a year comes to the same in one claim and in many', () => {
    fc.assert(
      fc.property(terms, fc.array(few, { maxLength: 6 }), (each, claims) => {
        let before = 0;
        let paid = 0;
        for (const cost of claims) {
          paid += payAddedUp(each, cost, before).paid;
          before += cost;
        }
        expect(paid).toBe(pay(each, { cost: before, paidBefore: 0 }).paid);
      }),
    );
  });
});

const oneOf = <Name extends keyof typeof vocabulary>(key: Name) =>
  fc.constantFrom(...(Object.keys(vocabulary[key]) as (keyof (typeof vocabulary)[Name] & string)[]));

/** All that anybody could say of a claim under the rules as shipped. */
const everything = fc.record({
  scheme: oneOf('scheme'),
  care: fc.constantFrom('outpatient' as const, 'inpatient' as const, 'chronic' as const, 'emergency' as const),
  person: oneOf('person'),
  level: oneOf('level'),
  admission: oneOf('admission'),
  cause: fc.constantFrom('illness' as const, 'injury' as const),
  away: oneOf('away'),
  aid: oneOf('aid'),
  age: fc.integer({ min: 0, max: 110 }),
  cost: fc.integer({ min: 0, max: 200_000_000 }),
  givenRate: fc.integer({ min: 0, max: 10_000 }),
  day: fc.constantFrom('2025-12-31', '2026-01-01', '2026-07-15'),
});
const place = fc.constantFrom({ named: '示例区' }, { home: '湖南省岳阳市屈原管理区' }, {});

const ask = (facts: Facts, whereabouts: Question['whereabouts']) =>
  estimate(shippedRules, { facts, whereabouts, today: '2026-04-01' });

/** Answers what is asked until there is an outcome. Key by key, or with some told before. */
function answered(told: Facts, all: Facts, whereabouts: Question['whereabouts']) {
  let facts = told;
  for (let turn = 0; turn < 20; turn += 1) {
    const outcome = ask(facts, whereabouts);
    if (outcome.status !== 'needs') return outcome;
    if (outcome.key in facts) throw new Error(`${outcome.key} is asked twice`);
    facts = { ...facts, [outcome.key]: all[outcome.key as keyof Facts] };
  }
  throw new Error('never ends');
}

const sums = (outcome: ReturnType<typeof ask>) =>
  outcome.status === 'estimated'
    ? outcome.estimates.map(({ rule, variants }) => [
        rule.id,
        variants.map(({ result }) => (result.kind === 'payment' ? sayYuan(result.paid) : result.kind)),
      ])
    : [outcome.status];

describe('an estimate', () => {
  it('is the same whatever was told beforehand, and in whatever order the rest is asked', () => {
    fc.assert(
      fc.property(everything, place, fc.shuffledSubarray(Object.keys(vocabulary)), (all, where, keys) => {
        // What makes the case what it is has to be told: nobody is asked for it, it is presumed.
        const { scheme, cause, away, aid, day } = all;
        const told = { scheme, cause, away, aid, day } satisfies Facts;
        const some = Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key as Key)));
        expect(sums(answered({ ...told, ...some }, all, where))).toEqual(sums(answered(told, all, where)));
        expect(sums(ask(all, where))).toEqual(sums(answered(told, all, where)));
      }),
      { numRuns: 300 },
    );
  });

  it('pays no more than the bill over all its layers, and no less for a higher bill', () => {
    fc.assert(
      fc.property(everything, fc.integer({ min: 0, max: 200_000_000 }), (all, more) => {
        const paid = (facts: Facts) => {
          const outcome = ask(facts, { named: '示例区' });
          const work = outcome.status === 'estimated' ? outcome.estimates[0].variants[0].result : undefined;
          return work?.kind === 'payment' ? work.paid : 0;
        };
        expect(paid(all)).toBeLessThanOrEqual(all.cost);
        expect(paid(all)).toBeLessThanOrEqual(paid({ ...all, cost: all.cost + more }));
      }),
      { numRuns: 300 },
    );
  });

  it('is never worked out by a made-up place that nobody named', () => {
    fc.assert(
      fc.property(everything, fc.constantFrom({}, { home: '浙江省' }, { named: '广东省广州市' }), (all, where) => {
        const outcome = ask(all, where);
        if (outcome.status === 'estimated') expect(outcome.estimates.filter(({ file }) => file.fictional)).toEqual([]);
      }),
    );
  });
});

describe('money as text', () => {
  it('reads back what it says', () => {
    fc.assert(fc.property(much, (fen) => parseYuan(sayYuan(fen)) === fen));
  });
});
