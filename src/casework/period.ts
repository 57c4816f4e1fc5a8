import { chinaDay } from '../lib/clock.js';
import type { Period } from './figure.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The days that an address asks for (`?from=&to=`), else the last thirty. What is no day counts as not written. */
export function periodOf(query: Readonly<Record<string, string>>, now: Date, days = 30): Period {
  const given = (text: string | undefined) =>
    text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  const to = given(query.to) ?? chinaDay(now);
  const from = given(query.from) ?? chinaDay(new Date(Date.parse(`${to}T00:00:00Z`) - (days - 1) * DAY_MS));
  return from <= to ? { from, to } : { from: to, to: from };
}
