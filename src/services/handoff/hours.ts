import { workingDay } from '../../lib/calendar.js';
import { chinaDay } from '../../lib/clock.js';

/** Days of the working calendar (make-up days among them), every day, or one day of the week. */
export const dayNames = ['工作日', '每天', '周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** When staff take conversations over: `{ days: '工作日', from: '09:00', to: '12:00' }`, China's time. */
export interface Hours {
  readonly days: (typeof dayNames)[number];
  readonly from: string;
  /** The first minute after. */
  readonly to: string;
}

/** Whether somebody is there now. `verified` is false where the year's holidays are not known yet. */
export interface Attendance {
  readonly open: boolean;
  readonly verified: boolean;
}

export function attendance(hours: readonly Hours[], now: Date): Attendance {
  const day = chinaDay(now);
  const time = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  const { working, verified } = workingDay(day);
  const weekday = dayNames[2 + ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)];
  const today = ({ days }: Hours) => (days === '工作日' ? working : days === '每天' || days === weekday);
  return { open: hours.some((one) => today(one) && one.from <= time && time < one.to), verified };
}

/** 工作日 09:00—12:00、14:00—17:00 */
export function sayHours(hours: readonly Hours[]): string {
  const byDay = new Map<string, string[]>();
  for (const { days, from, to } of hours) byDay.set(days, [...(byDay.get(days) ?? []), `${from}—${to}`]);
  return [...byDay].map(([days, times]) => `${days} ${times.join('、')}`).join('；');
}
