/** The only source of time: tests pass a fixed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar day in China (UTC+8, no daylight saving), `2026-04-01`. */
export function chinaDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** When that day began: all that a confidential record says of its time. */
export function chinaDayStart(at: Date): Date {
  return new Date(Date.parse(`${chinaDay(at)}T00:00:00Z`) - 8 * 3_600_000);
}
