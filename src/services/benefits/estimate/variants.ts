import type { Point, Settled } from '../rules/conditions.js';
import { type Chosen, type Facts, type Key, vocabulary } from '../rules/facts.js';
import type { Reading } from './terms.js';

/** One way to read what the source leaves open and what the person does not know. */
export interface Variant<Result> {
  readonly reading: Reading;
  /** What the person did not know, as taken here. */
  readonly assumed: Facts;
  readonly result: Result;
}

type Spread<Result> = Exclude<Settled<readonly Variant<Result>[]>, { status: 'open' }>;

/** More ways than these say nothing to anybody. */
const MOST_VARIANTS = 6;

const readings: { readonly [Name in Point]: readonly NonNullable<Reading[Name]>[] } = {
  limits: ['payment', 'cost'],
  cut: ['points', 'ratio'],
  month: ['thirtieth', 'year'],
};

/** Works something out under both readings of every open point, and for every value of what the person does not know. */
export function spread<Result>(
  attempt: (facts: Facts, reading: Reading) => Settled<Result>,
  facts: Facts,
  reading: Reading = {},
  assumed: Facts = {},
): Spread<Result> {
  const found = attempt({ ...facts, ...assumed }, reading);
  switch (found.status) {
    case 'settled':
      return { status: 'settled', value: [{ reading, assumed, result: found.value }] };
    case 'open':
      return joined(
        readings[found.point].map((value) => spread(attempt, facts, { ...reading, [found.point]: value }, assumed)),
      );
    case 'needs':
      if (!facts.unknown?.includes(found.key)) return found;
      return joined(
        optionsFor(found.key, facts).map((value) =>
          spread(attempt, facts, reading, { ...assumed, [found.key]: value }),
        ),
        found.key,
      );
    case 'missing':
      return found;
  }
}

function joined<Result>(spreads: readonly Spread<Result>[], key?: Key): Spread<Result> {
  const asked = spreads.find(({ status }) => status === 'needs');
  if (asked) return asked;
  const all = spreads.flatMap((each) => (each.status === 'settled' ? each.value : []));
  if (all.length === 0) return spreads.find(({ status }) => status === 'missing') ?? unsaid(key);
  return all.length > MOST_VARIANTS ? unsaid(key) : { status: 'settled', value: all };
}

/** What a person may be who does not say which; nothing where any number may be. */
function optionsFor(key: Key, { scheme }: Facts): readonly string[] {
  if (key === 'person' && scheme) return scheme === 'employee' ? ['active', 'retired'] : ['adult', 'minor'];
  return key in vocabulary ? Object.keys(vocabulary[key as Chosen]) : [];
}

const parts: Readonly<Partial<Record<Key, string>>> = {
  scheme: '参加的是职工医保还是居民医保',
  care: '是门诊还是住院',
  level: '医院级别',
  away: '异地备案情况',
  age: '年龄',
  cost: '费用',
  givenRate: '同级医院的报销比例',
  givenDeductible: '起付线',
  wage: '单位上年度职工月平均工资',
  years: '连续参保年数',
  day: '就医日期',
};

/** What cannot be worked out because the person does not know it. */
export const unsaid = (key: Key | undefined) =>
  ({ status: 'missing', part: (key && parts[key]) ?? '几样必要的情况', unsaid: true }) as const;
