const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, k: 1_000 };
const TOKEN = /\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九]|[十百千k]/g;

/** The characters that a number is written with, in Arabic or Chinese or both: 3万2, 一万二千三, 2,000.50, 5k. */
export const NUMERAL =
  '(?:\\d[\\d,]*(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千万])(?:[\\d,]*(?:\\.\\d+)?[零〇一二两三四五六七八九十百千万kw]?)*';

function digit(token: string): number | undefined {
  if (/^\d/.test(token)) return Number(token.replaceAll(',', ''));
  const said = token === '〇' ? '零' : token === '两' ? '二' : token;
  const at = DIGITS.indexOf(said);
  return at < 0 ? undefined : at;
}

/** Below ten thousand: 两千五 is 2500, 一百零五 is 105. `last` is the unit that came before and lends its tenth. */
function small(text: string, last: number): number {
  let sum = 0;
  let pending: number | undefined;
  let unit = last;
  for (const token of text.match(TOKEN) ?? []) {
    const lent = UNITS[token];
    if (lent === undefined) {
      const value = digit(token) ?? 0;
      if (value === 0 && !/^\d/.test(token)) unit = 10;
      else pending = value;
      continue;
    }
    sum += (pending ?? 1) * lent;
    pending = undefined;
    unit = lent;
  }
  return (
    sum + (pending === undefined ? 0 : pending < 10 && Number.isInteger(pending) ? (pending * unit) / 10 : pending)
  );
}

/** The value of a numeral as people say it: 3万2 is 32000, 两千五 2500, 1.5万 15000. */
export function numberIn(numeral: string): number {
  const [high, low = ''] = numeral.replaceAll('w', '万').split('万');
  if (!numeral.includes('万') && !numeral.includes('w')) return small(high ?? '', 10);
  return Math.round(small(high ?? '', 10) * 1_000_000) / 100 + small(low, 10_000);
}
