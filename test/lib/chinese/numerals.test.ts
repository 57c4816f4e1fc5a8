import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readNumeral } from '../../../src/lib/chinese/numerals.js';

const digits = '零一二三四五六七八九';

/** A naive oracle: how a whole number below a hundred million is written. */
function written(number: number): string {
  if (number >= 10_000) {
    const rest = number % 10_000;
    return `${written(Math.floor(number / 10_000))}万${rest === 0 ? '' : `${rest < 1_000 ? '零' : ''}${written(rest)}`}`;
  }
  const figures = [...String(number)].map(Number);
  const names = ['', '十', '百', '千'];
  const all = figures
    .map((digit, at) => (digit === 0 ? '零' : `${digits[digit]}${names[figures.length - 1 - at]}`))
    .join('');
  return all.replace(/零+/g, '零').replace(/(?<=.)零$/, '');
}

it('reads every whole number as it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => {
      expect(readNumeral(written(number))).toBe(number);
    }),
  );
});

it.each([
  ['十五', 15],
  ['两千', 2_000],
  ['一万二', 12_000],
  ['三百五', 350],
  ['一亿', 100_000_000],
  ['二〇二一', 2_021],
  ['两点五', 2.5],
  ['零点零五', 0.05],
  ['壹佰贰拾', 120],
  ['3万2', 32_000],
  ['1.5万', 15_000],
  ['2,000.50', 2_000.5],
  ['3千500', 3_500],
  ['5k', 5_000],
  ['一万零二', 10_002],
  ['万一', undefined],
  ['百', undefined],
])('reads %s as %s', (text, number) => {
  expect(readNumeral(text)).toBe(number);
});
