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
    expect(breaches('从2024年8月起施行①', [monthly])).toEqual([{ what: 'figure', text: '8' }]);
  });

  it('stops a figure that the cited text does not hold', () => {
    expect(breaches('报销比例是60%①', [citation])).toEqual([{ what: 'figure', text: '60%' }]);
  });

  it('compares figures whole: 15 is not found in 2015', () => {
    expect(breaches('15天内', [citation])).toEqual([{ what: 'figure', text: '15' }]);
  });

  it('does not take a plain number for a percentage', () => {
    expect(breaches('降低2023%', [citation])).toEqual([{ what: 'figure', text: '2023%' }]);
  });

  it('stops figures written in characters and foreign document numbers', () => {
    expect(breaches('能报八成', [citation])).toEqual([{ what: 'figure', text: '八' }]);
    expect(breaches('依医保发〔2022〕22号', [citation]).map(({ what }) => what)).toContain('document-number');
  });

  it('stops a date that no citation gives', () => {
    expect(breaches('2021年5月1日起', [citation]).length).toBeGreaterThan(0);
  });
});
