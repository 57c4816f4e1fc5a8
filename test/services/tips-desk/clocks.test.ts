import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock } from '../../../src/casework/clock.js';
import { endOfDay } from '../../../src/lib/calendar.js';
import { fraction } from '../../../src/lib/money/fraction.js';
import { dueOf, rewardFor, standardTerms } from '../../../src/services/tips/terms.js';
import { warningDays } from '../../../src/services/tips/work/clocks.js';

describe('the clocks of a tip', () => {
  it.each([
    // 2026: 春节 2月15日至23日放假，2月14日、28日上班.
    ['verify', '2026-02-02', '2026-02-28', true],
    ['verify', '2026-02-13', '2026-03-12', true],
    ['tell', '2026-02-12', '2026-02-26', true],
    ['tell', '2026-02-14', '2026-02-28', true],
    // 国庆 2026: 10月1日至7日放假，9月20日、10月10日上班.
    ['tell', '2026-09-29', '2026-10-12', true],
    // 2027 is not in the table: weekdays, to be checked.
    ['tell', '2026-12-30', '2027-01-06', false],
    ['verify', '2027-02-01', '2027-02-22', false],
    ['claim', '2026-12-31', '2027-02-28', true],
    ['claim', '2026-04-01', '2026-06-01', true],
  ] as const)('%s from %s is due on %s', (kind, from, day, verified) => {
    expect(dueOf(kind, from, standardTerms)).toEqual({ day, verified });
  });

  it('warn on the days on which the reading turns, whatever the term', () => {
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    const kind = fc.constantFrom('verify', 'tell', 'claim');
    fc.assert(
      fc.property(day, kind, fc.integer({ min: 0, max: 100 }), (start, which, after) => {
        const begun = start.toISOString().slice(0, 10);
        const { day: due, verified } = dueOf(which, begun, standardTerms);
        const days = warningDays(begun, due, verified);
        const now = new Date(endOfDay(begun).getTime() - 1 + after * 86_400_000);
        const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
        const tone =
          days.due_on < today ? 'late' : days.soon_on <= today ? 'soon' : days.half_on <= today ? 'half' : 'calm';
        expect(readClock(begun, due, now).tone).toBe(tone);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the reward worked out of a case value', () => {
  const terms = { ...standardTerms, rewardShare: fraction(3, 100) };

  it.each([
    [12_345_678, 370_370],
    [12_345_650, 370_370],
    [0, 20_000],
    [666_666, 20_000],
    [666_684, 20_001],
    [100_000_000_000, 20_000_000],
  ])('of %i fen is %i fen', (value, reward) => expect(rewardFor(value, terms)).toBe(reward));

  it('is left open where no share is configured', () => expect(rewardFor(1_000_000, standardTerms)).toBeUndefined());

  it('is exact to a fen, a half going up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), fc.integer({ min: 1, max: 10_000 }), (value, points) => {
        const exact = (BigInt(value) * BigInt(points) * 2n + 10_000n) / 20_000n;
        const bounded = exact < 20_000n ? 20_000n : exact > 20_000_000n ? 20_000_000n : exact;
        expect(rewardFor(value, { ...terms, rewardShare: fraction(points, 10_000) })).toBe(Number(bounded));
      }),
    );
  });
});
