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

/** 三百六十五 → 365, 一万二 → 12000, 二〇二一 → 2021, 两点五 → 2.5; undefined for what is no numeral (万一). */
export function readNumeral(text: string): number | undefined {
  const [whole = '', fraction] = plainForm(text).split('点');
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

function bySize(text: string): number | undefined {
  let [total, section, digit, unit] = [0, 0, Number.NaN, 0];
  for (const character of text) {
    if (digits.includes(character)) {
      if (digit > 0) return undefined;
      digit = digits.indexOf(character);
      // After 零 a last digit is one of ones: 一万零二 is 10002, 一万二 is 12000.
      if (digit === 0) unit = 0;
    } else if (tens[character] !== undefined) {
      unit = tens[character];
      section += (Number.isNaN(digit) || digit === 0 ? 1 : digit) * unit;
      digit = Number.NaN;
    } else {
      unit = groups[character] ?? 1;
      total = (total + section + (digit || 0)) * unit;
      section = 0;
      digit = Number.NaN;
    }
  }
  return total + section + (digit || 0) * (unit >= 100 ? unit / 10 : 1);
}
