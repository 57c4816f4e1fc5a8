import chineseDays from 'chinese-days';
import { chinaDay } from './clock.js';

/**
 * Working days of mainland China: weekdays less public holidays, and the weekends that are worked instead. The table
 * comes with the chinese-days package; a year that it does not hold yet counts weekdays and is marked unverified.
 */
export interface WorkingDay {
  readonly working: boolean;
  /** False where the year's holidays were not announced when the table was made: the day count is to be checked. */
  readonly verified: boolean;
}

/** Years whose holidays and make-up days the table holds. Extended when the package is brought up to date. */
const FIRST_YEAR = 2004;
const LAST_YEAR = 2026;
const DAY_MS = 86_400_000;

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Looking a day up costs twenty microseconds, and a list of clocks asks for the same days again and again. */
const known = new Map<string, WorkingDay>();
const MOST_KNOWN = 20_000;

/** @param day `2026-04-01` */
export function workingDay(day: string): WorkingDay {
  const found = known.get(day) ?? lookUp(day);
  if (known.size < MOST_KNOWN) known.set(day, found);
  return found;
}

function lookUp(day: string): WorkingDay {
  const year = Number(day.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return tabled(day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { working: weekday !== 0 && weekday !== 6, verified: false };
}

/** A list of clocks asks for the same days thousands of times, and the table's own look-up is slow: 23 years at most. */
const looked = new Map<string, WorkingDay>();

function tabled(day: string): WorkingDay {
  const known = looked.get(day) ?? { working: chineseDays.getDayDetail(day).work, verified: true };
  looked.set(day, known);
  return known;
}

export interface DueDay {
  /** The last day on which it is still in time, `2026-04-15`. */
  readonly day: string;
  readonly verified: boolean;
}

/**
 * The last day of a term of `days` working days that begins the day after `from` (the day itself is not counted, as in
 * article 103 of the Civil Procedure Law's way of counting).
 * @param days 0 to 3,660
 */
export function addWorkingDays(from: string, days: number): DueDay {
  let day = from;
  let verified = true;
  for (let left = days; left > 0; ) {
    day = shift(day, 1);
    const { working, verified: sure } = workingDay(day);
    verified &&= sure;
    if (working) left -= 1;
  }
  return { day, verified };
}

/** The same day some calendar months later, or the last of a shorter month: a claim within two months. */
export function addMonths(from: string, months: number): DueDay {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const day = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
  return { day, verified: true };
}

/** Working days from the day after `from` up to and with `to`; negative, counted the other way, if `to` is earlier. */
export function workingDaysBetween(from: string, to: string): number {
  if (to < from) return 0 - workingDaysBetween(to, from);
  let count = 0;
  for (let day = from; day < to; ) {
    day = shift(day, 1);
    if (workingDay(day).working) count += 1;
  }
  return count;
}

/** When a day in China ends, as an instant. */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T16:00:00Z`));
/** When it begins. */
export const startOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - 8 * 3_600_000);

/** `2026-04-01` as people write it: 2026年4月1日. */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** A moment as staff read it, in China: `2026-04-01 09:05`. */
export function sayMoment(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${chinaDay(at)} ${local.slice(11, 16)}`;
}
