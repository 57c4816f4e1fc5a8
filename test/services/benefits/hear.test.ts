import { describe, expect, it } from 'vitest';
import { hear } from '../../../src/services/benefits/hear/hear.js';
import { sumAnswered } from '../../../src/services/benefits/hear/money-said.js';
import { rateAnswered } from '../../../src/services/benefits/hear/rate-said.js';
import type { Facts } from '../../../src/services/benefits/rules/facts.js';

const today = '2026-04-01';
const yuan = (amount: number) => amount * 100;

const sums: readonly (readonly [said: string, yuan: number])[] = [
  ['花了三万', 30_000],
  ['花了3万2', 32_000],
  ['花了三万二', 32_000],
  ['两千块', 2_000],
  ['用了两千五', 2_500],
  ['1.5万', 15_000],
  ['看了2000', 2_000],
  ['看了2,000元', 2_000],
  ['看了２０００元', 2_000],
  ['一万二千三百', 12_300],
  ['3w', 30_000],
  ['5k块', 5_000],
  ['一百零五块', 105],
  ['两万零五百', 20_500],
  ['三千零五元', 3_005],
  ['费用12345.67元', 12_345.67],
  ['花了3万多', 30_000],
  ['花了十二万', 120_000],
  ['总费用是28000', 28_000],
];

const nothing = [
  '2026年看的病',
  '我65岁',
  '三级医院',
  '住院15天',
  '报70',
  '报销比例70%',
  '百分之七十',
  '第三次住院',
  '一年限额900元',
  '封顶线2万',
  '怀孕四个月',
  '一家三口',
];

describe('money that a message names', () => {
  it.each(sums)('%s is a bill', (said, amount) => expect(hear(said, today).cost).toBe(Math.round(yuan(amount))));
  it.each(nothing)('%s is no bill', (said) => expect(hear(said, today).cost).toBeUndefined());

  it('is told apart by the words before it', () => {
    expect(hear('总共三万二，自费五千', today)).toMatchObject({
      cost: yuan(32_000),
      outside: yuan(5_000),
      costIs: 'total',
    });
    expect(hear('合规费用三万', today)).toMatchObject({ cost: yuan(30_000), costIs: 'eligible' });
    expect(hear('今年已经报了600，又花500', today)).toMatchObject({ paidBefore: yuan(600), cost: yuan(500) });
    expect(hear('大病自付8万，起付线1万5', today)).toMatchObject({ cost: yuan(80_000), givenDeductible: yuan(15_000) });
    expect(hear('月均工资8000', today)).toEqual({ wage: yuan(8_000) });
  });

  it('answers the question for it with less', () => {
    expect(['20000', '两万', '大概3万2', '五百块钱', '1.5万多'].map(sumAnswered)).toEqual(
      [20_000, 20_000, 32_000, 500, 15_000].map(yuan),
    );
    expect(['不知道', '-5', '70%', '2026年', '三级'].map(sumAnswered)).toEqual(Array(5).fill(undefined));
  });
});

describe('the rate of the own place', () => {
  const rates: readonly (readonly [string, number])[] = [
    ['本地报70', 7_000],
    ['我们这同级医院报70', 7_000],
    ['我们这儿报七成', 7_000],
    ['当地报销比例65.5%', 6_550],
    ['老家能报八成五', 8_500],
    ['合作医疗报七成', 7_000],
    ['同级医院比例是百分之六十', 6_000],
  ];
  it.each(rates)('%s', (said, parts) => expect(hear(said, today).givenRate).toBe(parts));
  it.each(['本地报700元', '本地报7万', '报70', '能报多少', '本地报170'])('%s is none', (said) =>
    expect(hear(said, today).givenRate).toBeUndefined(),
  );
  it('answers the question for it bare', () => {
    expect(['70', '70%', '七成', '七成五', '百分之六十五', '大概75'].map(rateAnswered)).toEqual([
      7_000, 7_000, 7_000, 7_500, 6_500, 7_500,
    ]);
    expect(['0', '101', '不知道', '好的'].map(rateAnswered)).toEqual(Array(4).fill(undefined));
  });
});

describe('circumstances that a message names', () => {
  const said: readonly (readonly [string, Facts])[] = [
    ['退休工人门诊', { scheme: 'employee', person: 'retired', care: 'outpatient' }],
    ['我还没退休', { scheme: 'employee', person: 'active' }],
    ['新农合住院', { scheme: 'resident', care: 'inpatient' }],
    ['孩子在乡镇卫生院看门诊', { scheme: 'resident', person: 'minor', level: 'primary', care: 'outpatient' }],
    ['三甲医院', { level: 'tertiary' }],
    ['低保户', { aid: 'minimum' }],
    ['低保边缘家庭', { aid: 'marginal' }],
    ['五保老人', { aid: 'destitute' }],
    ['没备案在外地住院', { care: 'inpatient', elsewhere: true, away: 'unregistered' }],
    ['外地住院，已经备案了', { care: 'inpatient', elsewhere: true, away: 'registered' }],
    ['备案了，回中心手工报', { elsewhere: true, away: 'hand-claimed' }],
    ['在外省看的门诊', { care: 'outpatient', elsewhere: true }],
    ['外地突发抢救没来得及备案', { care: 'emergency', elsewhere: true, away: 'rescue' }],
    ['摔跤', { cause: 'injury' }],
    ['自己撞到桌子', { cause: 'injury' }],
    ['被车撞了', { cause: 'third-party' }],
    ['摔伤，没有第三方责任', { cause: 'injury' }],
    ['上班时摔伤了', { cause: 'work' }],
    ['第二次住院', { care: 'inpatient', admission: 'again' }],
    ['72岁', { age: 72 }],
    ['连续参保8年', { years: 8 }],
    ['流产，未满4个月', { birth: 'early-loss' }],
    ['特门', { care: 'chronic' }],
  ];
  it.each(said)('%s', (text, facts) => expect(hear(text, today)).toEqual(facts));

  it('are nothing where nothing is said', () => expect(hear('你好，请问', today)).toEqual({}));
});

describe('the day of care', () => {
  const days: readonly (readonly [string, string | undefined])[] = [
    ['2025年12月31日', '2025-12-31'],
    ['2025年12月', '2025-12'],
    ['2025-12-31', '2025-12-31'],
    ['2025年', '2025'],
    ['去年', '2025'],
    ['去年十二月', '2025-12'],
    ['去年12月3号', '2025-12-03'],
    ['今年2月', '2026-02'],
    ['今年', undefined],
    ['2025年2月31日', undefined],
    ['昨天', undefined],
  ];
  it.each(days)('%s', (said, day) => expect(hear(said, today).day).toBe(day));
});
