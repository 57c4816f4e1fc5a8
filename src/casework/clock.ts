import { addWorkingDays, workingDaysBetween } from '../lib/calendar.js';
import { chinaDay } from '../lib/clock.js';

/** A term that runs: how far it is, in words and in tone. */
export interface ClockReading {
  /** The last day in time. */
  readonly due: string;
  /** Working days left; negative once it is over. 0 is the last day itself. */
  readonly left: number;
  /** Share of the term that is used up, 0 to more than 1. */
  readonly used: number;
  /** The warnings at 50, 80 and 100 percent. */
  readonly tone: 'calm' | 'half' | 'soon' | 'late';
  /** 还剩 3 个工作日 */
  readonly said: string;
  /** False where a year's holidays are not known yet: 请核对 is shown. */
  readonly verified: boolean;
}

/**
 * @param from the day the term began, `2026-04-01`; it is not counted itself
 * @param due the last day, as it was worked out (and stored) when the term began or was extended
 */
export function readClock(from: string, due: string, now: Date): ClockReading {
  const today = chinaDay(now);
  const left = workingDaysBetween(today, due);
  const whole = Math.max(1, workingDaysBetween(from, due));
  const used = (whole - left) / whole;
  const tone = today > due ? 'late' : used >= 0.8 ? 'soon' : used >= 0.5 ? 'half' : 'calm';
  const { verified } = addWorkingDays(from, whole);
  return { due, left, used, tone, said: sayLeft(today, due, left), verified };
}

function sayLeft(today: string, due: string, left: number): string {
  if (today > due) return left === 0 ? '已过期' : `已超过 ${-left} 个工作日`;
  return left === 0 ? '今天到期' : `还剩 ${left} 个工作日`;
}
