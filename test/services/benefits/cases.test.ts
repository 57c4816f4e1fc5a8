import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseYuan, sayPercent, sayYuan } from '../../../src/lib/money/money.js';
import { type Estimate, estimate } from '../../../src/services/benefits/estimate/estimate.js';
import type { Work } from '../../../src/services/benefits/estimate/work.js';
import type { Facts } from '../../../src/services/benefits/rules/facts.js';
import { shippedRules } from '../../support/benefits.js';
import { equationsIn, sameNumber, workOutText } from './arithmetic.js';

interface Case {
  readonly name: string;
  readonly place?: string;
  readonly claim: Readonly<Record<string, string | number>>;
  readonly pays?: readonly string[];
  readonly own?: string;
  readonly working?: string;
  readonly readings?: readonly { readonly pays?: string; readonly rate?: string; readonly working: string }[];
}

const folder = join(import.meta.dirname, 'cases');
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8')) as Case[];
const ofSources = read('source-places.yaml');
const ofExample = readdirSync(folder)
  .filter((name) => name !== 'source-places.yaml')
  .flatMap(read);

const money = new Set(['cost', 'outside', 'paidBefore', 'ownBefore', 'givenDeductible', 'wage']);

/** A claim as it is written in a case: money as 900元, a rate as 70%. */
function factsOf(claim: Case['claim']): Facts {
  const entries = Object.entries(claim).map(([key, value]) => {
    if (money.has(key)) return [key, parseYuan(String(value))];
    return [key, key === 'givenRate' ? Math.round(Number(String(value).slice(0, -1)) * 100) : value];
  });
  const facts = Object.fromEntries(entries) as Facts;
  return 'cost' in claim || !('givenRate' in claim) ? facts : { ...facts, rateOnly: true };
}

function workedOut({ claim, place = '示例区' }: Case): Estimate {
  const question = { facts: factsOf(claim), whereabouts: { named: place }, today: '2026-04-01' };
  const outcome = estimate(shippedRules, question);
  if (outcome.status !== 'estimated') throw new Error(`not estimated: ${JSON.stringify(outcome).slice(0, 300)}`);
  return outcome.estimates[0];
}

function comesTo(work: Work): string {
  switch (work.kind) {
    case 'rate':
      return sayPercent(work.terms.bands[0].rate);
    case 'reward':
      return sayYuan(work.raised);
    default:
      return sayYuan(work.paid);
  }
}

describe('cases of the example district, worked by hand', () => {
  it('are two hundred at least', () => expect(ofExample.length).toBeGreaterThanOrEqual(200));

  it.each(ofExample)('$name', (each) => {
    const { variants } = workedOut(each);
    expect(variants).toHaveLength(1);
    const work = variants[0].result;
    if (work.kind !== 'payment') throw new Error(work.kind);
    expect(work.layers.map(({ payment }) => sayYuan(payment.paid))).toEqual(each.pays);
    expect(sayYuan(work.own)).toBe(each.own);
  });
});

describe('cases of the source places, worked by hand', () => {
  it('are forty at least', () => expect(ofSources.length).toBeGreaterThanOrEqual(40));

  it.each(ofSources)('$name', (each) => {
    const found = workedOut(each).variants.map(({ result }) => comesTo(result));
    expect(found).toEqual(each.readings?.map(({ pays, rate }) => pays ?? rate));
  });
});

describe('the workings of the cases', () => {
  const workings = [...ofExample, ...ofSources].flatMap(({ name, working, readings = [] }) =>
    [...(working ? [working] : []), ...readings.map((reading) => reading.working)].map((text) => ({ name, text })),
  );

  it('hold, every equation in them, by arithmetic that knows nothing of the engine', () => {
    const equations = workings.flatMap(({ name, text }) => equationsIn(text).map((equation) => ({ name, equation })));
    expect(equations.length).toBeGreaterThan(200);
    const wrong = equations.filter(({ equation: [left, right] }) => !sameNumber(workOutText(left), workOutText(right)));
    expect(wrong).toEqual([]);
  });

  it('name each case once', () => {
    const names = [...ofExample, ...ofSources].map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
