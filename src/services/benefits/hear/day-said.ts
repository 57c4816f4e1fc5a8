import { readNumeral } from '../../../lib/chinese/numerals.js';

const FULL = /(20\d{2})[年./-](\d{1,2})(?:[月./-](\d{1,2})?)?/;
const YEAR = /(20\d{2})年/;
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/前年/, 2],
  [/去年|上年/, 1],
  [/今年/, 0],
];
const MONTH = /(?:前年|去年|上年|今年)的?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:(\d{1,2})[日号])?/;

const two = (text: string) => text.padStart(2, '0');

function exact(year: string, month: string, day: string | undefined): string | undefined {
  const text = `${year}-${two(month)}${day ? `-${two(day)}` : ''}`;
  const real = new Date(`${text}${day ? '' : '-01'}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || !real.toISOString().startsWith(text) ? undefined : text;
}

/**
 * The day of care that a text names, as exactly as it does: `2025-12-31`, `2025-12` or `2025`.
 * @param today China's day of asking: 去年 is told from it
 */
export function daySaid(text: string, today: string): string | undefined {
  const [, year, month, day] = FULL.exec(text) ?? [];
  if (year && month) return exact(year, month, day);
  const said = YEAR.exec(text)?.[1];
  if (said) return said;
  const ago = RELATIVE.find(([words]) => words.test(text))?.[1];
  if (ago === undefined) return undefined;
  const meant = String(Number(today.slice(0, 4)) - ago);
  const [, inMonth, onDay] = MONTH.exec(text) ?? [];
  if (inMonth) return exact(meant, String(readNumeral(inMonth)), onDay);
  // 今年已经报过 says nothing of the day: without a month it is today's rules that are meant
  return ago === 0 ? undefined : meant;
}
