import { YiwenError } from '../lib/errors.js';

/** A day that the calendar has, as written. Throws `usage.bad-date`. */
export function parseDay(text: string): string {
  // Date.parse takes 2026-02-30 for the second of March.
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new YiwenError('usage.bad-date', `日期 ${text} 看不懂`, '请写成 2026-04-01 这样。');
}
