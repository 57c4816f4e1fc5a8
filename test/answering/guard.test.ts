import { describe, expect, it } from 'vitest';
import { breaches } from '../../src/answering/guard.js';
import type { Citation } from '../../src/domain/message.js';

const citation: Citation = {
  number: 1,
  title: '门诊共济',
  heading: '报销比例',
  kind: 'digest',
  path: 'national/a.md',
  place: '某市',
  quote: '报销比例从50%起步，2015年以前为三成。',
  documentNumber: '国办发〔2021〕14号',
  effectiveFrom: '2021-04-22',
  year: 2023,
  certainty: 'B',
  facts: [],
};

describe('the guard', () => {
  it('passes what the cited text, its number, place, year and dates carry', () => {
    expect(breaches('报销比例从50%起步①。依国办发〔2021〕14号，2021年4月22日起，2023年。', [citation])).toEqual([]);
  });

  it('passes a month that a citation gives without its day, and no other month', () => {
    const monthly = { ...citation, effectiveFrom: '2024-07' };
    expect(breaches('从2024年7月起施行①', [monthly])).toEqual([]);
    expect(breaches('从2024年8月起施行①', [monthly])).toEqual([{ what: 'date', text: '2024年8月' }]);
  });

  it('stops a figure that the cited text does not hold', () => {
    expect(breaches('报销比例是60%①', [citation])).toEqual([{ what: 'figure', text: '60%' }]);
  });

  it('compares figures whole: 15 is not found in 2015', () => {
    expect(breaches('15天内', [citation])).toEqual([{ what: 'figure', text: '15天' }]);
  });

  it('does not take a plain number for a percentage', () => {
    expect(breaches('降低2023%', [citation])).toEqual([{ what: 'figure', text: '2023%' }]);
  });

  it('stops figures written in characters and foreign document numbers', () => {
    expect(breaches('能报八成', [citation])).toEqual([{ what: 'figure', text: '八成' }]);
    expect(breaches('依医保发〔2022〕22号', [citation]).map(({ what }) => what)).toContain('document-number');
  });

  it('stops a date that no citation gives', () => {
    expect(breaches('2021年5月1日起', [citation]).length).toBeGreaterThan(0);
  });

  const cited = (quote: string) => [{ ...citation, quote }];
  const kinds = (text: string, quote: string, saidBack?: string) =>
    breaches(text, cited(quote), saidBack).map(({ what }) => what);

  it.each([
    ['3个月内', '三个月内'],
    ['三个月内', '3个月内'],
    ['60%', '百分之六十'],
    ['六成', '60%'],
    ['两成', '20%'],
    ['1万元', '10000元'],
    ['一万二千块', '12000元'],
    ['1.5万人次', '15000人次'],
    ['半年', '6个月'],
    ['24个月', '两年'],
    ['两周', '14天'],
    ['3倍到5倍', '3至5倍'],
    ['第42条', '第四十二条'],
    ['2021年5月', '2021年5月1日'],
    ['二〇二一年五月一日', '2021年5月1日'],
    ['一年', '每年'],
    ['９００元', '900元'],
    ['令第735号', '国务院令第735号'],
    ['依国办发[2021]14号', '国办发〔2021〕14号'],
  ])('takes %s for what %s says', (text, quote) => {
    expect(breaches(text, cited(quote))).toEqual([]);
  });

  it.each([
    ['60元', '60%', 'figure'],
    ['60', '60%', 'figure'],
    ['3年', '3个月', 'figure'],
    ['3个工作日', '3天', 'figure'],
    ['六折', '60%', 'figure'],
    ['10多天', '10天', 'figure'],
    ['九百元', '800元', 'figure'],
    ['三级医院', '二级医院', 'figure'],
    ['٣天', '三天', 'figure'],
    ['2021年1月5日', '2021年5月1日', 'date'],
    ['津办发〔2021〕14号', '国办发〔2020〕3号', 'document-number'],
    ['第四十三条', '第四十二条', 'article'],
    ['拨打0571-88888888', '拨打0570-12345678', 'phone'],
    ['拨打13812345678', '拨打12393', 'phone'],
    ['《某市办法》', '《办法》', 'title'],
    ['杭州市', '浙江省', 'place'],
    ['青海', '浙江省', 'place'],
    ['到仁爱医院', '到定点医院', 'institution'],
    ['找李大国主任', '找窗口', 'person'],
    ['加微信 wx_123', '去窗口', 'foreign'],
    ['напишите', '去窗口', 'foreign'],
  ])('does not take %s for what %s says', (text, quote, what) => {
    expect(kinds(text, quote)).toContain(what);
  });

  it('lets a text say back what the question said', () => {
    expect(kinds('您问的2019年青海，资料里没有', '去窗口')).toEqual(['date', 'place']);
    expect(kinds('您问的2019年青海，资料里没有', '去窗口', '2019年青海怎么报')).toEqual([]);
  });

  it('lets a computed figure pass only where the sum is shown, comes out and is made of cited figures', () => {
    const quote = '起付线500元，报销比例60%。';
    const asked = '花了2000元';
    for (const shown of ['(2000-500)×60%=900元', '（2000元－500元）×60%＝900元，也就是900元', '500×60%=300元'])
      expect(kinds(shown, quote, asked)).toEqual([]);
    expect(kinds('可以报900元', quote, asked)).toEqual(['figure']);
    expect(kinds('(2000-500)×60%=901元', quote, asked)).toContain('calculation');
    expect(kinds('(2000-600)×60%=840元', quote, asked)).toContain('calculation');
    expect(kinds('2000×60%-500=700元', quote, asked)).toEqual([]);
    expect(kinds('500÷0=0元', quote, asked)).toContain('calculation');
    expect(kinds('((2000-500)×60%=900元', quote, asked)).toContain('calculation');
    expect(kinds('0.1+0.2=0.3元', '0.1元和0.2元')).toEqual([]);
  });
});
