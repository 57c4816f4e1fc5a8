const digits = '零一二三四五六七八九';
const variants: Readonly<Record<string, string>> = {
  〇: '零',
  两: '二',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  廿: '二十',
  k: '千',
  w: '万',
};
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const groups: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/** Characters that a numeral is written with, the financial forms included, for use inside a character class. */
export const numeralCharacters = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿';

const plainForm = (text: string) => [...text].map((character) => variants[character] ?? character).join('');

/** Digits said one by one: 二〇二一 is 2021. */
function byDigits(text: string): number | undefined {
  return [...text].every((character) => digits.includes(character))
    ? Number([...text].map((character) => digits.indexOf(character)).join(''))
    : undefined;
}

/**
 * The value of a number as people write and say it, in Chinese, in Arabic figures or in both: 三百六十五, 一万二 (12000),
 * 二〇二一, 两点五, 3万2, 1.5万, 2,000.50, 5k. Undefined for what is no number (万一).
 */
export function readNumeral(text: string): number | undefined {
  const [whole = '', fraction] = plainForm(text.replaceAll(',', '')).split('点');
  if (fraction !== undefined) {
    const [before, after] = [readNumeral(whole), byDigits(fraction)];
    return before === undefined || after === undefined
      ? undefined
      : Number(`${before}.${fraction.length > 1 ? String(after).padStart(fraction.length, '0') : after}`);
  }
  if (whole === '' || /^[百千万亿]/.test(whole)) return undefined;
  if (whole.length > 1 && byDigits(whole) !== undefined) return byDigits(whole);
  return bySize(whole);
}

/** Figures, Chinese digits and units; a figure may stand where a digit does: 3万2, 1.5万. */
const TOKEN = /\d+(?:\.\d+)?|[零一二三四五六七八九十百千万亿]/gu;

const digitOf = (token: string) => (/^\d/.test(token) ? Number(token) : digits.indexOf(token));

/** 1.15 × 10,000 must be 11,500 and not a hair more. */
const settled = (value: number) => Math.round(value * 1_000_000) / 1_000_000;

function bySize(text: string): number | undefined {
  let [total, section, digit, unit] = [0, 0, Number.NaN, 0];
  for (const token of text.match(TOKEN) ?? []) {
    const value = digitOf(token);
    if (value >= 0) {
      if (digit > 0) return undefined;
      digit = value;
      // After 零 a last digit is one of ones: 一万零二 is 10002, 一万二 is 12000.
      if (digit === 0) unit = 0;
    } else if (tens[token] !== undefined) {
      unit = tens[token];
      section += (Number.isNaN(digit) || digit === 0 ? 1 : digit) * unit;
      digit = Number.NaN;
    } else {
      unit = groups[token] ?? 1;
      total = (total + section + (digit || 0)) * unit;
      section = 0;
      digit = Number.NaN;
    }
  }
  const last = digit || 0;
  // 三百五 is 350, but 3千500 is 3500.
  const lent = unit >= 100 && last < 10 && Number.isInteger(last) ? unit / 10 : 1;
  return settled(total + section + last * lent);
}
