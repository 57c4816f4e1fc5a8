import { numeralCharacters, readNumeral } from '../lib/chinese/numerals.js';

/** Something countable that a text claims. Two claims of one key say the same: 三个月 and 3个月, 六成 and 60%. */
export interface Claim {
  readonly what: 'figure' | 'date' | 'document-number' | 'article' | 'phone';
  /** What is compared: value and unit, date, number. */
  readonly key: string;
  /** As it stands in the text. */
  readonly text: string;
  readonly at: number;
}

const numeral = `[${numeralCharacters}]`;
const count = String.raw`(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|${numeral}+(?:点[零〇一二三四五六七八九]+)?)`;
const short = String.raw`(?:\d{1,2}|${numeral}{1,3})`;

/** Units of one kind, and how many of the kind one of them is. */
const units: Readonly<Record<string, readonly [kind: string, size: number]>> = {
  个百分点: ['百分点', 1],
  百分点: ['百分点', 1],
  '%': ['%', 1],
  '‰': ['%', 0.1],
  成: ['%', 10],
  个工作日: ['工作日', 1],
  工作日: ['工作日', 1],
  个自然日: ['天', 1],
  自然日: ['天', 1],
  个月: ['月', 1],
  年: ['月', 12],
  周年: ['月', 12],
  个星期: ['天', 7],
  星期: ['天', 7],
  周岁: ['岁', 1],
  岁: ['岁', 1],
  周: ['天', 7],
  天: ['天', 1],
  日: ['天', 1],
  个小时: ['小时', 1],
  小时: ['小时', 1],
  分钟: ['分钟', 1],
  元钱: ['元', 1],
  块钱: ['元', 1],
  元: ['元', 1],
  块: ['元', 1],
  角: ['元', 0.1],
  人次: ['人次', 1],
  名: ['人', 1],
  位: ['人', 1],
  ...Object.fromEntries([...'人倍折次家项种类级档户份张条款例件起宗个批分'].map((unit) => [unit, [unit, 1] as const])),
};
const unit = Object.keys(units)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** 一起, 一种, 一个: not every one counts. */
const idle = /^[起件位名种类个张份户人条款项例批家分宗档]$/;

type Reader = (match: RegExpExecArray) => Omit<Claim, 'text' | 'at'> | undefined;

const value = (text: string): number | undefined =>
  /^\d/.test(text) ? Number(text.replace(/,/g, '')) : readNumeral(text);
const told = (amount: number) => String(Number(amount.toPrecision(12)));
const date = (...parts: readonly (string | undefined)[]) =>
  parts.map((part) => (part === undefined ? '' : told(value(part) ?? Number.NaN))).join('-');

/** A key of a figure, `900元`; a year of four digits is a date. */
function figure(amount: number, said: string, more: string): Omit<Claim, 'text' | 'at'> {
  if (said === '年' && amount >= 1_900 && amount < 2_100) return { what: 'date', key: `${amount}--` };
  const [kind, size] = units[said] ?? ['', 1];
  return { what: 'figure', key: `${told(amount * size)}${kind}${more}` };
}

const sizes: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const sized = (multiplier: string) => [...multiplier].reduce((all, one) => all * (sizes[one] ?? 1), 1);

const readFigure: Reader = ({
  groups: { amount = '', multiplier = '', more = '', unit: said = '', range = '' } = {},
}) => {
  const number = value(amount);
  if (number === undefined) return /^\d/.test(amount) ? { what: 'figure', key: amount } : undefined;
  const arabic = /^\d/.test(amount);
  const whose = said || range;
  // A numeral alone is a figure only where it counts beyond ten: 三千以上, not 一般 or 四川.
  if (!arabic && whose === '' && !/^[一二两三四五六七八九].*[十百千万亿]|^十./u.test(amount)) return undefined;
  if (!arabic && number === 1 && idle.test(whose)) return undefined;
  if (!arabic && whose === '分') return undefined;
  return figure(number * sized(multiplier), whose, more);
};

/** Read one after the other; what one has read the next does not see. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [
    /([一-龥]{0,6})[〔[（(【]\s*(\d{4})\s*[〕\]）)】]\s*(?:第\s*)?(\d+)\s*号/gu,
    ([, agency = '', year, number]) => ({ what: 'document-number', key: `${agency}|${year}|${Number(number)}` }),
  ],
  [
    new RegExp(`令\\s*第?\\s*(${count})\\s*号|第\\s*(${count})\\s*号(?:主席|总理)?令`, 'gu'),
    ([, one, other]) => ({ what: 'document-number', key: `令|${told(value(one ?? other ?? '') ?? Number.NaN)}` }),
  ],
  [
    /(?<!\d)(?:0\d{2,3}[-\s]?[1-9]\d{6,7}|1[3-9]\d{9}|[48]00[-\s]?\d{3}[-\s]?\d{4})(?!\d)/g,
    ([said]) => ({ what: 'phone', key: said.replace(/\D/g, '') }),
  ],
  [
    new RegExp(`(\\d{4})\\s*(?:年|[-./])\\s*(${short})\\s*(?:月|[-./])\\s*(${short})(?:\\s*[日号])?(?![\\d.%])`, 'gu'),
    ([, year, month, day]) => ({ what: 'date', key: date(year, month, day) }),
  ],
  [
    new RegExp(`(\\d{4})\\s*年\\s*(${short})\\s*月`, 'gu'),
    ([, year, month]) => ({ what: 'date', key: date(year, month, undefined) }),
  ],
  [
    new RegExp(`(?<!个)(${short})\\s*月\\s*(${short})\\s*[日号]`, 'gu'),
    ([, month, day]) => ({ what: 'date', key: date(undefined, month, day) }),
  ],
  [
    new RegExp(`(?<![个\\d${numeralCharacters}])(${short})月(?!龄)`, 'gu'),
    ([, month]) => ({ what: 'date', key: date(undefined, month, undefined) }),
  ],
  [
    new RegExp(`第\\s*(${count})\\s*([条款项章节目类批届次版期档位名年天日号]|季度|个月)?`, 'gu'),
    ([, number = '', part = '']) => ({ what: 'article', key: `第${told(value(number) ?? Number.NaN)}${part}` }),
  ],
  [
    new RegExp(`(${count}|[百千万])分之(${count})`, 'gu'),
    ([, whole = '', part = '']) => {
      const of = { 百: 100, 千: 1_000, 万: 10_000 }[whole] ?? value(whole);
      return { what: 'figure', key: `${told(((value(part) ?? Number.NaN) / (of ?? Number.NaN)) * 100)}%` };
    },
  ],
  [/一半/gu, () => ({ what: 'figure', key: '50%' })],
  [
    new RegExp(`(?<!\\d)(${count})年半|半年`, 'gu'),
    ([, years]) => ({ what: 'figure', key: `${(years ? (value(years) ?? 0) : 0) * 12 + 6}月` }),
  ],
  [/半个月/gu, () => ({ what: 'figure', key: '半个月' })],
  [
    new RegExp(
      `(?<amount>${count})(?<multiplier>[十百千]?[万亿]|[百千])?(?<more>[多余])?\\s*(?:(?<unit>${unit})(?![性])|(?=\\s*[至到~～—–-]\\s*${count}[万亿]?(?<range>${unit}))|)`,
      'gu',
    ),
    readFigure,
  ],
  [/[^\P{N}\d①-⑳]/gu, ([said]) => (new RegExp(numeral, 'u').test(said) ? undefined : { what: 'figure', key: said })],
];

/** Full-width digits and signs as ASCII, marks as blanks, years said by digits: the length stays, so that places do. */
function plain(text: string): string {
  return text
    .replace(/[０-９．％，](?=[０-９％．]|[^０-９]|$)/gu, (wide) =>
      wide === '，' ? wide : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
    )
    .replace(/[①-⑳]/gu, ' ')
    .replace(/[零〇一二三四五六七八九]{4}(?=年)/gu, (year) => String(readNumeral(year)).padStart(4, '0'));
}

/** Every figure with its unit, date, document number, article and phone number of a text, in their order. */
export function claimsIn(text: string): readonly Claim[] {
  let rest = plain(text);
  const found: Claim[] = [];
  for (const [pattern, read] of readers) {
    rest = rest.replace(pattern, (...given) => {
      const groups = typeof given.at(-1) === 'object' ? given.pop() : undefined;
      const at = given.at(-2) as number;
      const match = Object.assign(given.slice(0, -2), { groups }) as unknown as RegExpExecArray;
      const claim = read(match);
      if (claim) found.push({ ...claim, text: match[0].trim(), at });
      return claim ? ' '.repeat(match[0].length) : match[0];
    });
  }
  return found.sort((a, b) => a.at - b.at);
}
