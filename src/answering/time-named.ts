import { dayBefore, type Period } from '../domain/validity.js';
import { readNumeral } from '../lib/chinese/numerals.js';

/** When a question is about, where its words say so. */
export interface TimeNamed {
  /** A rule that held on any day of it is what was asked for. */
  readonly period: Period;
  /** The one year that the words name: 去年, 2022年, 2022年5月; absent where they name several, or what lies before one. */
  readonly year?: number;
}

interface Mention extends Period {
  readonly isNow: boolean;
  /** 2023年以前: it names the year only to say what it is not. */
  readonly isBefore: boolean;
}

const NOW = /现在|目前|如今|现行|眼下|当前|这会儿|今年|本年(?!度)|今天|今日/;

const relativeYears: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  上年: -1,
  旧年: -1,
  今年: 0,
  本年: 0,
  明年: 1,
  后年: 2,
};
const relativeMonths: Readonly<Record<string, number>> = {
  上个月: -1,
  上月: -1,
  这个月: 0,
  本月: 0,
  下个月: 1,
  下月: 1,
};
const relativeDays: Readonly<Record<string, number>> = { 前天: -2, 昨天: -1, 今天: 0, 今日: 0, 明天: 1, 后天: 2 };

const YEARS_AGO = '(?<ago>\\d{1,2}|[一两二三四五六七八九十])年前(?!三)';
const YEAR = [
  '(?<full>(?:19[5-9]|20[0-4])\\d)\\s?(?:年度?|(?=[-./]\\d))',
  // 22年5月, 22年的规定: a bare 22年 is more often how long somebody paid.
  '(?<short>[12]\\d)年度?(?=\\d{1,2}月|的?(?:规定|政策|标准|办法|奖)|底|初)',
  // 南开24年立案几家, 屈原那边22年: after a place.
  '(?<=[区市省县原开海江边里])(?<after>2\\d)年(?![以之内后前多半限]|的?工龄)',
  `(?<relative>大前年|前年|去年|上年(?!度)|旧年|今年|本年(?!度)|明年|后年)`,
  // 屈原2022追回多少: a year without its word, but no amount, no number of people, and not 〔2022〕22号.
  '(?<bare>20[1-3]\\d)(?=$|[\\s，。？?,、]|[\\u4e00-\\u9fff])(?!多?[元块人名件号分个家次万天日岁])',
].join('|');
const PART =
  '(?:[-./年]?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?|(?=[-./]\\d))(?:[-./]?(?<day>3[01]|[12]\\d|0?[1-9])(?:日|号|(?!\\d)))?|(?<half>[上下])半年|(?<edge>年?底|年?末|年?初))?';
const WITHIN = '(?<monthOf>上个月|上月|这个月|本月|下个月|下月)|(?<dayOf>前天|昨天|今天|今日|明天|后天)';
const TAIL =
  '(?<tail>以前|之前|以后|之后|以来|至今|开始|起|前(?![一二两三四几\\d]|后|往|期)|后(?![一二两三四几\\d]|来|期))?';
const MENTION = new RegExp(
  `(?<![\\d〔\\[（(【花看了交付])(?:${YEARS_AGO}|(?:${YEAR})${PART}|${WITHIN})(?:的时候|那时候?)?${TAIL}`,
  'gu',
);
const BETWEEN_YEARS = /(?<!\d)(20[0-4]\d)年?\s?[-—~至到]\s?(20[0-4]\d)年?(?!\d|-)/u;

const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
/** From the first day of a month to the last of the same or a later one; months beyond December count on. */
const months = (year: number, from: number, to = from): Period => ({
  from: iso(year, from, 1),
  to: iso(year, to + 1, 0),
});

type Groups = Readonly<Record<string, string | undefined>>;

const numberOf = (text: string) => readNumeral(text) ?? Number.NaN;

function yearOf({ full, short, after, bare, relative, ago }: Groups, thisYear: number): number | undefined {
  if (full ?? bare) return Number(full ?? bare);
  if (short ?? after) return 2000 + Number(short ?? after);
  if (relative) return thisYear + (relativeYears[relative] ?? 0);
  return ago === undefined ? undefined : thisYear - numberOf(ago);
}

function daysOf(groups: Groups, today: string): Period | undefined {
  const [thisYear = 0, thisMonth = 1, thisDay = 1] = today.split('-').map(Number);
  const { month, day, half, edge, monthOf, dayOf } = groups;
  if (monthOf) return months(thisYear, thisMonth + (relativeMonths[monthOf] ?? 0));
  if (dayOf) {
    const at = iso(thisYear, thisMonth, thisDay + (relativeDays[dayOf] ?? 0));
    return { from: at, to: at };
  }
  const year = yearOf(groups, thisYear);
  if (year === undefined) return undefined;
  if (month && day)
    return { from: iso(year, numberOf(month), Number(day)), to: iso(year, numberOf(month), Number(day)) };
  if (month) return months(year, numberOf(month));
  if (half) return half === '上' ? months(year, 1, 6) : months(year, 7, 12);
  if (edge) return edge.endsWith('初') ? months(year, 1) : months(year, 12);
  return months(year, 1, 12);
}

/** 2023年以前 is the day before it; 2023年起 goes on to today. */
function withTail({ from, to }: Period, tail: string | undefined, today: string): Period {
  if (tail === undefined) return { from, to };
  if (tail.includes('前')) return { from: dayBefore(from), to: dayBefore(from) };
  return { from, to: to < today ? today : to };
}

function mentions(question: string, today: string): Mention[] {
  const between = BETWEEN_YEARS.exec(question);
  const rest = between ? question.replace(between[0], ' ') : question;
  const span: Mention[] = between
    ? [{ from: `${between[1]}-01-01`, to: `${between[2]}-12-31`, isNow: false, isBefore: false }]
    : [];
  const found = [...rest.matchAll(MENTION)].flatMap(({ 0: said, groups = {} }): Mention[] => {
    const days = daysOf(groups, today);
    if (!days) return [];
    const isBefore = groups.tail?.includes('前') ?? false;
    return [{ ...withTail(days, groups.tail, today), isNow: NOW.test(said), isBefore }];
  });
  return [...span, ...found];
}

function oneYear({ from, to }: Period): number | undefined {
  return from.slice(0, 4) === to.slice(0, 4) ? Number(from.slice(0, 4)) : undefined;
}

/**
 * The time that a normalised question names, or undefined. What happened then and what holds now (去年断缴今年补) asks for
 * what holds now; several times together ask for all from the first to the last.
 * @param today China's calendar day
 */
export function timeNamed(question: string, today: string): TimeNamed | undefined {
  const all = mentions(question, today);
  const past = all.filter(({ isNow }) => !isNow);
  const asksNow = NOW.test(question);
  const asked = asksNow ? all.filter(({ isNow }) => isNow) : all;
  if (asksNow && past.length > 0) return undefined;
  const [from] = asked.map((each) => each.from).sort();
  const to = asked
    .map((each) => each.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) return undefined;
  const period = { from, to };
  const year = asked.some(({ isBefore }) => isBefore) ? undefined : oneYear(period);
  return { period, ...(year === undefined ? {} : { year }) };
}

/** The question without the times it names; as it is where they are all it says. */
export function withoutTimeWords(question: string): string {
  const rest = question.replace(BETWEEN_YEARS, ' ').replace(MENTION, ' ').trim();
  return rest.length >= 4 ? rest : question;
}

const PAST =
  /以前|从前|过去|原来|原先|早先|老早|旧的?(?:规定|规矩|办法|政策|标准|制度|规)|老的?(?:规定|规矩|办法|政策|标准|制度)|老黄历|当时|那时候?|废止|废除|新(?:规定?|办法|政策|标准|条例|细则)[^，。？?]{0,6}?(?:之前|以前|前)|改(?:革|了)?(?:之|以)前/;
const PAST_RULE =
  /(?:以前|从前|过去|原来|原先|旧|老)的?(?:规定|规矩|办法|政策|标准|制度)|新(?:规定?|办法|政策|标准|条例|细则)[^，。？?]{0,6}?(?:之前|以前|前)|改(?:革|了)?(?:之|以)前/;

/** Whether a question is about what held before, without a date: 以前举报奖励最高多少. */
export function asksPast(question: string): boolean {
  return PAST.test(question);
}

/** The question without those words; as it is where they are all it says. */
export function withoutPastWords(question: string): string {
  const rest = question.replace(new RegExp(PAST, 'gu'), ' ').trim();
  return rest.length >= 4 ? rest : question;
}

/** Whether it asks for an earlier rule by name: then it is told where the texts hold none. 以前交的还算吗 does not. */
export function asksPastRule(question: string): boolean {
  return PAST_RULE.test(question);
}
