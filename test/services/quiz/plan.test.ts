import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan, writtenPlan } from '../../../src/services/quiz/campaign/plan.js';
import { parsePlanFile } from '../../../src/services/quiz/campaign/plan-file.js';
import { shortages } from '../../../src/services/quiz/campaign/supply.js';
import { aPlan } from './rows.js';

const example = readFileSync(new URL('../../../docs/staff/quiz-plan.example.yaml', import.meta.url), 'utf8');
const written = (change: Record<string, unknown> = {}) => ({ ...writtenPlan(aPlan()), ...change });
const faultsOf = (change: Record<string, unknown>) => {
  const read = parsePlan(written(change));
  return read.status === 'valid' ? [] : read.faults.map(({ field }) => field);
};

describe('a plan', () => {
  it('is read again as it was written', () => {
    expect(parsePlan(written())).toEqual({ status: 'valid', plan: aPlan() });
    const quiet = aPlan({ prizes: [], alternates: 0, entropy: { kind: 'commit-reveal' }, groups: [], timeLimit: 0 });
    expect(parsePlan(writtenPlan(quiet))).toEqual({ status: 'valid', plan: quiet });
  });

  it.each([
    [{ title: '答' }, ['title']],
    [{ title: undefined }, ['title']],
    [{ rules: '短' }, ['rules']],
    [{ opensAt: '2026-02-30 09:00' }, ['opensAt']],
    [{ opensAt: '2026年4月1日' }, ['opensAt']],
    [{ opensAt: '2026-04-30 18:00' }, ['closesAt']],
    [{ closesAt: '2027-06-01 00:00' }, ['closesAt', 'entropy.knownFrom']],
    [{ pools: [] }, ['pools']],
    [{ pools: [{ topic: '天文', count: 1 }] }, ['pools.0.topic']],
    [{ pools: [{ topic: '举报奖励', count: 0 }] }, ['pools.0.count']],
    [{ pools: Array(2).fill({ topic: '举报奖励', count: 2 }) }, ['pools']],
    [
      {
        pools: [
          { topic: '举报奖励', count: 30 },
          { topic: 'benefits', count: 30 },
        ],
      },
      ['pools'],
    ],
    [{ attemptsPerDay: 21 }, ['attemptsPerDay']],
    [{ timeLimitMinutes: -1 }, ['timeLimitMinutes']],
    [{ entryScore: 4 }, ['entryScore']],
    [{ prizes: [{ name: '一等奖', what: '伞', count: 1_001 }] }, ['prizes.0.count']],
    [{ prizes: Array(2).fill({ name: '一等奖', what: '伞', count: 1 }) }, ['prizes']],
    [{ alternates: 0 }, ['alternates']],
    [{ prizes: [], alternates: 3 }, ['alternates']],
    [{ entropy: { kind: 'public' } }, ['entropy.source', 'entropy.knownFrom']],
    [{ entropy: { kind: 'coin' } }, ['entropy.kind']],
    [
      { entropy: { kind: 'public', source: '双色球第2026050期开奖号码', knownFrom: '2026-04-30 18:00' } },
      ['entropy.knownFrom'],
    ],
    [{ groups: ['朝阳街道', '朝阳街道'] }, ['groups']],
    [{ leaderboard: '也许' }, ['leaderboard']],
    [{ claimDays: 0, claimKeepDays: 400 }, ['claimDays', 'claimKeepDays']],
    [{ tittle: '写错的名称' }, ['tittle']],
  ])('with %j is told what is wrong with it', (change, fields) => {
    expect(faultsOf(change)).toEqual(fields);
  });

  it('takes a time in China for what it is in UTC', () => {
    const read = parsePlan(written({ opensAt: '2026-04-01 09:05', closesAt: '2026-04-02T00:00' }));
    expect(read).toMatchObject({
      plan: { opensAt: '2026-04-01T01:05:00.000Z', closesAt: '2026-04-01T16:00:00.000Z' },
    });
  });

  it('of whatever shape is read or told what is wrong, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ title: fc.anything(), pools: fc.anything() })), (anything) => {
        const read = parsePlan(anything);
        expect(read.status).toBe('invalid');
        for (const { said, remedy } of read.status === 'invalid' ? read.faults : [])
          expect([said, remedy].join()).toMatch(/\p{Script=Han}/u);
      }),
    );
  });
});

describe('a plan in a file', () => {
  it('is the example, read whole', () => {
    expect(parsePlanFile(example, 'plan.yaml')).toMatchObject({
      ...{
        title: '医保基金监管集中宣传月知识竞答',
        opensAt: '2026-04-01T01:00:00.000Z',
        timeLimit: 600,
        entryScore: 8,
      },
      ...{ leaderboard: true, alternates: 30, groups: ['朝阳街道', '东湖街道', '市属单位'] },
      prizes: [
        { name: '一等奖', sent: true },
        { name: '二等奖', what: '雨伞一把', count: 50 },
      ],
    });
  });

  it.each([
    ['title: 医保', 'title: 保', '第 5 行 title'],
    ['count: 4', 'count: 四道', '第 16 行 pools.0.count'],
    ['attemptsPerDay: 3', 'attemptsPerDay:', 'attemptsPerDay：没有写'],
    ['entryScore: 8', 'entryScor: 8', '没有这一项'],
    ['title: 医保', '\ttitle: 医保', '不是正确的 YAML'],
  ])('where %s became %s is told by its line', (from, to, said) => {
    const spoilt = example.replace(new RegExp(`${from}[^#\n]*`), `${to}  `);
    expect(() => parsePlanFile(spoilt, 'plan.yaml')).toThrow(said);
  });
});

describe('what the bank has for the pools', () => {
  const difficulty = fc.constantFrom('easy', 'medium', 'hard');
  const topic = fc.constantFrom('benefits', 'reporting');
  const supply = fc.array(fc.record({ topic, difficulty }), { maxLength: 8 });
  const pools = fc.uniqueArray(
    fc.oneof(
      fc.record({ topic, count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ topic, difficulty, count: fc.integer({ min: 1, max: 3 }) }),
    ),
    { maxLength: 4, selector: (pool) => `${pool.topic} ${'difficulty' in pool ? pool.difficulty : ''}` },
  );
  type Pools = Parameters<typeof shortages>[0];
  type Supply = Parameters<typeof shortages>[1];

  /** Tries every way of handing out questions, one place after the other. */
  function canServe(places: Pools, left: Supply): boolean {
    const [place, ...others] = places;
    if (!place) return true;
    return left.some(
      (question, at) =>
        question.topic === place.topic &&
        (place.difficulty === undefined || place.difficulty === question.difficulty) &&
        canServe(others, left.toSpliced(at, 1)),
    );
  }

  it('is short exactly where no way of handing questions out fills every place', () => {
    fc.assert(
      fc.property(pools as fc.Arbitrary<Pools>, supply as fc.Arbitrary<Supply>, (wanted, there) => {
        const places = wanted.flatMap(({ count, ...pool }) =>
          Array.from({ length: count }, () => ({ ...pool, count: 1 })),
        );
        expect(shortages(wanted, there).length === 0).toBe(canServe(places, there));
      }),
      { numRuns: 200 },
    );
  });
});
