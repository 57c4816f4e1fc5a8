import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, addWorkingDays, sayDay, workingDay, workingDaysBetween } from '../../src/lib/calendar.js';

describe('working days', () => {
  it.each([
    ['2026-04-01', true, 'a Wednesday'],
    ['2026-04-04', false, 'Qingming, a Saturday'],
    ['2026-04-06', false, 'the Monday off for Qingming'],
    ['2026-02-17', false, 'Spring Festival'],
    ['2026-02-14', true, 'a Saturday worked for it'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-10', true, 'a Saturday worked for it'],
  ])('%s counts as %s: %s', (day, working) => {
    expect(workingDay(day)).toEqual({ working, verified: true });
  });

  it('of a year without announced holidays are weekdays, and are to be checked', () => {
    expect(workingDay('2031-10-01')).toEqual({ working: true, verified: false });
    expect(workingDay('2031-10-04')).toEqual({ working: false, verified: false });
    expect(addWorkingDays('2026-12-30', 5)).toMatchObject({ verified: false });
    expect(addWorkingDays('2026-12-01', 5)).toEqual({ day: '2026-12-08', verified: true });
  });

  it('are counted from the day after', () => {
    expect(addWorkingDays('2026-04-01', 0)).toEqual({ day: '2026-04-01', verified: true });
    expect(addWorkingDays('2026-04-01', 15)).toEqual({ day: '2026-04-23', verified: true });
    expect(addWorkingDays('2026-02-13', 5)).toEqual({ day: '2026-02-27', verified: true });
  });

  const dayFrom2024 = fc
    .integer({ min: 0, max: 1_000 })
    .map((days) => new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

  it('are as many between two days as a walk from one to the other finds', () => {
    fc.assert(
      fc.property(dayFrom2024, dayFrom2024, (one, other) => {
        const [from, to] = [one, other].sort() as [string, string];
        let count = 0;
        for (let at = Date.parse(from) + 86_400_000; at <= Date.parse(to); at += 86_400_000)
          if (workingDay(new Date(at).toISOString().slice(0, 10)).working) count += 1;
        expect(workingDaysBetween(from, to)).toBe(count);
        expect(workingDaysBetween(to, from)).toBe(0 - count);
      }),
      { numRuns: 60 },
    );
  });

  it('added and counted back give the same number', () => {
    fc.assert(
      fc.property(dayFrom2024, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const { day } = addWorkingDays(from, days);
        expect(workingDaysBetween(from, day)).toBe(days);
        expect(workingDay(day).working).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-15', 2, '2027-02-15'],
    ['2024-01-31', 1, '2024-02-29'],
  ])('%s and %i more end on %s', (from, months, day) => {
    expect(addMonths(from, months).day).toBe(day);
  });

  it('are said as people write days', () => {
    expect(sayDay('2026-04-01')).toBe('2026年4月1日');
  });
});
