import type { Desk } from '../../casework/desk.js';
import type { Figure, Period } from '../../casework/figure.js';
import { chinaDay } from '../../lib/clock.js';
import { YiwenError } from '../../lib/errors.js';
import type { Reader } from '../../storage/store.js';

/** A figure beside that of the year before. */
export interface Compared extends Figure {
  /** Undefined where the year before has no such figure, or nothing to divide by. */
  readonly before: number | undefined;
}

export interface Chapter {
  readonly title: string;
  readonly figures: readonly Compared[];
}

export interface YearReport {
  readonly bureau: string;
  readonly year: number;
  readonly period: Period;
  /** The same days of the year before. */
  readonly before: Period;
  /** False while the year runs. */
  readonly whole: boolean;
  /** Moment, ISO. */
  readonly madeAt: string;
  readonly chapters: readonly Chapter[];
}

/** In the order in which yearly reports of bureaus tell; what other desks bring follows. */
const ORDER = [
  '政策咨询',
  '举报线索',
  '服务评价',
  '异地就医备案协办',
  '上门代办',
  '转人工',
  '知识竞答',
  '知识库',
  '系统留痕',
];

export interface Gathering {
  readonly desks: readonly Desk[];
  readonly read: Reader;
  readonly bureau: string;
  readonly year: number;
  readonly now: Date;
}

/** What the desks' figures come to for a year. @throws YiwenError `report.bad-year` */
export async function gatherReport({ desks, read, bureau, year, now }: Gathering): Promise<YearReport> {
  const today = chinaDay(now);
  const thisYear = Number(today.slice(0, 4));
  if (!Number.isInteger(year) || year < 2000 || year > thisYear)
    throw new YiwenError('report.bad-year', `没有 ${year} 年的数据`, `年份写 2000 到 ${thisYear}`);
  const whole = year < thisYear;
  const period = { from: `${year}-01-01`, to: whole ? `${year}-12-31` : today };
  const before = { from: `${year - 1}-01-01`, to: sameDayBefore(period.to) };
  const [figures, earlier] = [await figuresOf(desks, read, period), await figuresOf(desks, read, before)];
  const valueBefore = new Map(earlier.map(({ id, value }) => [id, value]));
  const compared = figures.map((figure) => ({ ...figure, before: valueBefore.get(figure.id) }));
  return { bureau, year, period, before, whole, madeAt: now.toISOString(), chapters: chaptersOf(compared) };
}

/** The 29th of February has none: the 28th. */
const sameDayBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

async function figuresOf(desks: readonly Desk[], read: Reader, period: Period): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const desk of desks) figures.push(...((await desk.figures?.(read, period)) ?? []));
  return figures;
}

function chaptersOf(figures: readonly Compared[]): Chapter[] {
  const titles = new Set(figures.map(({ chapter }) => chapter));
  const place = (title: string) => (ORDER.includes(title) ? ORDER.indexOf(title) : ORDER.length);
  return [...titles]
    .sort((a, b) => place(a) - place(b))
    .map((title) => ({ title, figures: figures.filter(({ chapter }) => chapter === title) }));
}
