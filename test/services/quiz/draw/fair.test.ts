import { describe, expect, it } from 'vitest';
import { chiSquared } from '../../../support/chi-squared.js';
import { firstPlaces } from '../../../support/first-places.js';

describe('chi squared', () => {
  it('gives the values of the printed tables', () => {
    expect(chiSquared([10, 10, 10]).p).toBeCloseTo(1, 10);
    // 30.144 is the table's value for 19 degrees of freedom at .05, 36.191 at .01.
    const strayed = (statistic: number) => {
      const stray = Math.sqrt((statistic * 1_000) / 2);
      return chiSquared([1_000 + stray, 1_000 - stray, ...Array.from({ length: 18 }, () => 1_000)]).p;
    };
    expect(strayed(30.144)).toBeCloseTo(0.05, 4);
    expect(strayed(36.191)).toBeCloseTo(0.01, 4);
  });
});

describe('a draw over 20 entrants', () => {
  it('puts each of them first as often as the others: 20,000 draws', () => {
    expect(chiSquared(firstPlaces(20_000)).p).toBeGreaterThan(0.01);
  });
});
