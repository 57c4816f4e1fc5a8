import type { Fen } from '../../../lib/money/money.js';

/** What a person may say by choosing, with the words it is said in. */
export const vocabulary = {
  scheme: { employee: '职工医保', resident: '居民医保' },
  care: {
    outpatient: '普通门诊',
    inpatient: '住院',
    chronic: '门诊慢特病',
    emergency: '急诊',
    critical: '大病保险',
    assistance: '医疗救助',
    maternity: '生育津贴',
    reward: '连续参保激励',
  },
  person: { active: '在职', retired: '退休', adult: '成年居民', minor: '学生儿童' },
  level: { primary: '一级及以下', secondary: '二级', tertiary: '三级' },
  admission: { first: '今年第一次住院', again: '今年不是第一次住院' },
  cause: { illness: '生病', injury: '意外伤害', 'third-party': '他人造成的伤害', work: '工伤' },
  away: {
    local: '参保地',
    registered: '外地、已备案',
    unregistered: '外地、没备案',
    'hand-claimed': '外地、已备案但回中心报销',
    rescue: '外地急诊抢救',
  },
  aid: {
    none: '不是救助对象',
    minimum: '低保',
    destitute: '特困',
    relapsed: '返贫致贫',
    marginal: '低保边缘',
  },
  birth: {
    normal: '顺产',
    difficult: '难产',
    twins: '双胞胎',
    'early-loss': '流产，怀孕未满4个月',
    'late-loss': '流产，怀孕满4个月',
  },
} as const;

export type Vocabulary = typeof vocabulary;
export type Chosen = keyof Vocabulary;
export type Value<Key extends Chosen> = keyof Vocabulary[Key] & string;

/** What is known of a claim. Plain JSON: it is kept in the session between two messages. */
export type Facts = { readonly [Key in Chosen]?: Value<Key> } & {
  /** Whole years on the day of care. */
  readonly age?: number;
  /** Care away from the insured's own area, of which the registration may still be unknown. */
  readonly elsewhere?: true;
  readonly cost?: Fen;
  /** Whether `cost` counts only what the catalogue covers; unsaid, it is taken for that and said so. */
  readonly costIs?: 'eligible' | 'total';
  /** The part of `cost` outside the catalogue: 自费, 目录外. */
  readonly outside?: Fen;
  /** What the fund paid before in the same year for the same benefit. */
  readonly paidBefore?: Fen;
  /** What the person bore before in the same year, within the catalogue. */
  readonly ownBefore?: Fen;
  /** The same-level rate as the person says it, in ten-thousandths: 70% is 7000. */
  readonly givenRate?: number;
  /** The deductible as the person says it. */
  readonly givenDeductible?: Fen;
  readonly wage?: Fen;
  /** Years insured without a break. */
  readonly years?: number;
  /** The fund paid nothing in the last year. */
  readonly claimFree?: true;
  /** `2026`, `2026-03` or `2026-03-09`: when care was given; the day of asking when absent. */
  readonly day?: string;
  /** A rate is asked for and no sum: 本地报70现在报多少. */
  readonly rateOnly?: true;
  /** What was asked and the person does not know. */
  readonly unknown?: readonly Key[];
};

/** What an estimate may have to ask for. */
export type Key = Chosen | 'age' | 'cost' | 'givenRate' | 'givenDeductible' | 'wage' | 'years' | 'day';

/** Taken for granted where nobody said otherwise, and told with the estimate. */
export const presumed = { cause: 'illness', aid: 'none' } as const;

export function known<Name extends Chosen>(facts: Facts, key: Name): Value<Name> | undefined {
  const said = facts[key] as Value<Name> | undefined;
  if (said !== undefined) return said;
  if (key === 'away') return (facts.elsewhere ? undefined : 'local') as Value<Name> | undefined;
  return (presumed as Partial<Record<Chosen, string>>)[key] as Value<Name> | undefined;
}
