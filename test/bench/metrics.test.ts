import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../bench/auroc.js';
import { percentile } from '../../bench/figures.js';
import { goalsOf, goalsTable, verdict } from '../../bench/goals.js';
import { meanReciprocalRank } from '../../bench/shared-sets.js';
import { timingOf } from '../../bench/timing.js';

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });

describe('what the benchmarks compute', () => {
  it('gives the area under the curve that counting every pair gives', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const wins = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const counted = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
        expect(areaUnderCurve(positives, negatives)).toBeCloseTo(counted, 10);
      }),
    );
  });

  it('counts nothing for what is beyond the ten best or not found', () => {
    expect(meanReciprocalRank([0, 1, 9, 10, -1])).toBeCloseTo((1 + 1 / 2 + 1 / 10) / 5, 10);
  });

  it('gives percentiles that occurred', () => {
    expect([0, 0.5, 0.99, 1].map((part) => percentile([4, 1, 3, 2], part))).toEqual([1, 2, 4, 4]);
  });

  it('counts questions a second from the time that all took', () => {
    expect(timingOf([1, 1, 2])).toEqual({ questions: 3, perSecond: 750, p50: 1, p99: 2 });
  });
});

describe('the goals', () => {
  const bound = { what: '', write: String };

  it('are met at their bound and missed just beyond', () => {
    expect(verdict({ ...bound, atLeast: 0.5, measured: 0.5 })).toBe('met');
    expect(verdict({ ...bound, atLeast: 0.5, measured: 0.4999 })).toBe('missed');
    expect(verdict({ ...bound, atMost: 5, measured: 5 })).toBe('met');
    expect(verdict({ ...bound, atMost: 5, measured: 5.01 })).toBe('missed');
    expect(verdict({ ...bound, atMost: 5, measured: undefined })).toBe('not measured here');
  });

  it('are printed whether or not anything was measured', () => {
    const table = goalsTable(goalsOf({}));
    expect(table).toContain('| insurance clauses, MRR@10 | ≥ .5250 |  | not measured here |');
    expect(table).toContain('| government notices, MRR@10 | ≥ .9000 |  | not measured here |');
    expect(table).not.toMatch(/\| (met|missed) \|/);
  });
});
