import type { Chunk, Day, Query } from './passage.js';

/** From one day to another, both in it. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** When a text holds: from its beginning (a day, or no more than a month or year) to its last day. Open where absent. */
export type Validity = Pick<Chunk, 'effectiveFrom' | 'effectiveTo'>;

export type Standing = 'holds' | 'ended' | 'coming';

/** The first day of a year or a month, or the day itself: 2025 → 2025-01-01. */
export function firstDayOf(partial: string): Day {
  return `${partial}-01-01`.slice(0, 10);
}

export function dayBefore(day: Day): Day {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** Days without end at either side compare as text below and above every day. */
const ALWAYS: Period = { from: '0000-01-01', to: '9999-12-31' };

export function periodOf({ effectiveFrom, effectiveTo }: Validity): Period {
  return {
    from: effectiveFrom === undefined ? ALWAYS.from : firstDayOf(effectiveFrom),
    to: effectiveTo ?? ALWAYS.to,
  };
}

export function overlap(one: Period, other: Period): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** What a text is on a day: in force, no longer, or not yet. */
export function standingOn(day: Day, validity: Validity): Standing {
  const { from, to } = periodOf(validity);
  if (to < day) return 'ended';
  return day < from ? 'coming' : 'holds';
}

/** The period that a query asks about; a single day where it names no end. */
export function periodAsked({ asOf, until }: Pick<Query, 'asOf' | 'until'>): Period {
  return { from: asOf, to: until ?? asOf };
}

/** The one rule of what time lets a search find: what holds on some day asked about, and what else the query takes. */
export function mayBeFound(validity: Validity, query: Pick<Query, 'asOf' | 'until' | 'otherTimes'>): boolean {
  return query.otherTimes === 'include' || overlap(periodOf(validity), periodAsked(query));
}
