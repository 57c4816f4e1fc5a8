import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, sayComparison } from '../../src/evaluation/compare.js';
import { damageRows, usualCharacters } from '../../src/evaluation/damage-question.js';
import { goalsOf, sayGoals } from '../../src/evaluation/goals.js';
import type { Verdict } from '../../src/evaluation/judge.js';
import { type EvaluationResult, parseResult, type RowResult, writeResult } from '../../src/evaluation/result.js';

const row = (id: string, passed: boolean, type = 'short', hash = 'h'): RowResult => ({ id, type, row: hash, passed });

const accepted = (...rows: readonly RowResult[]): EvaluationResult => ({
  format: 1,
  set: 'questions.jsonl',
  acceptedAt: '2026-04-01T02:00:00.000Z',
  acceptedBy: 'cli:staff',
  snapshot: 's1',
  rows: [...rows],
});

describe('comparing with the accepted result', () => {
  it('is a regression when more of a group became worse than better', () => {
    const before = accepted(row('a', true), row('b', true), row('c', false));
    const { regressed, types } = compare(before, [row('a', false), row('b', false), row('c', true)]);
    expect(regressed).toBe(true);
    expect(types).toEqual([{ type: 'short', worse: ['a', 'b'], better: ['c'] }]);
  });

  it('is none when as many became better, but names those that newly fail', () => {
    const comparison = compare(accepted(row('a', true), row('b', false)), [row('a', false), row('b', true)]);
    expect(comparison.regressed).toBe(false);
    expect(sayComparison(comparison)).toMatch(/变差 short：a[\s\S]*变好 short：b/);
  });

  it('lets no better answers make up for refusals that are answered now', () => {
    const before = accepted(row('a', false), row('b', false), row('r', true, 'refuse: 政治'));
    const now = [row('a', true), row('b', true), row('r', false, 'refuse: 政治')];
    const { regressed, groups } = compare(before, now);
    expect(regressed).toBe(true);
    expect(groups).toEqual([
      { group: 'answerable', of: 2, before: 0, now: 2 },
      { group: 'refusals', of: 1, before: 1, now: 0 },
    ]);
  });

  it('counts neither rows that are new or rewritten nor rows that are gone', () => {
    const before = accepted(row('a', true), row('b', true), row('gone', true));
    const comparison = compare(before, [row('a', true), row('b', false, 'short', 'rewritten'), row('new', false)]);
    expect(comparison).toMatchObject({ regressed: false, fresh: 2, gone: 2, types: [] });
  });

  const rows = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 30 }).map(String),
      type: fc.constantFrom('short', 'voice', 'calc', 'refuse: 政治'),
      row: fc.constant('h'),
      passed: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  );

  it('is never one against itself, and never when nothing newly fails', () => {
    fc.assert(
      fc.property(rows, fc.func(fc.boolean()), (before, mended) => {
        expect(compare(accepted(...before), before).regressed).toBe(false);
        const better = before.map((one) => ({ ...one, passed: one.passed || mended(one.id) }));
        expect(compare(accepted(...before), better).regressed).toBe(false);
      }),
    );
  });

  it('is written and read again as it was, a row a line', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const result = accepted(...some);
        const text = writeResult(result);
        expect(parseResult(text, 'x')).toEqual(result);
        expect(text.split('\n').filter((line) => line.includes('"row":'))).toHaveLength(some.length);
      }),
    );
  });

  it('says which file is no result and what to do', () => {
    expect(() => parseResult('{', 'data/evaluation/q.json')).toThrow('data/evaluation/q.json');
  });
});

const verdict = (type: string, status: 'answered' | 'unsure' | 'ask-back', passed: boolean): Verdict => ({
  row: { id: 'x', question: 'q', facts: [], must: [], type },
  reply: { status, text: '' },
  answered: status === 'answered',
  held: true,
  cited: true,
  passed,
});

describe('the goals', () => {
  it('are told beside what was measured, met or not', () => {
    const verdicts = [
      ...Array.from({ length: 19 }, () => verdict('short', 'answered', true)),
      verdict('short', 'unsure', false),
      verdict('refuse: 政治', 'unsure', true),
      verdict('refuse: 政治', 'answered', false),
      verdict('calc', 'unsure', false),
    ];
    const said = sayGoals(goalsOf(verdicts));
    expect(said).toContain('应答的答对 ≥ 95 %：95.0，达到');
    expect(said).toContain('应拒的没答 ≥ 95 %：50.0，没有达到');
    expect(said).toContain('应答的被误拒 ≤ 5 %：5.0，达到');
    expect(said).toContain('≤ 3 个百分点：这次没有测');
    const hurt = verdicts.map((one, at) => (at < 2 ? { ...one, passed: false } : one));
    expect(sayGoals(goalsOf(verdicts, hurt))).toContain('≤ 3 个百分点：10.0，没有达到');
  });

  it('take a question that is asked back for no refusal', () => {
    const [, , refused] = goalsOf([verdict('short', 'ask-back', false), verdict('short', 'answered', true)]);
    expect(refused).toMatchObject({ measured: 0, met: true });
  });
});

describe('damaging a set', () => {
  const usual = usualCharacters(['门诊报销医保参保住院保险抱']);
  const set = Array.from({ length: 30 }, (_, at) => ({
    id: `q${at}`,
    question: '门诊报销住院医保参保门诊报销住院医保',
  }));

  it('gives the same each time, and each row the same whatever stands beside it', () => {
    const damaged = damageRows(set, usual);
    expect(damageRows(set, usual)).toEqual(damaged);
    expect(damageRows(set.slice(5, 6), usual)).toEqual(damaged.slice(5, 6));
    expect(damageRows(set, usual, 2)).not.toEqual(damaged);
  });

  it('touches about a tenth of the characters', () => {
    const touched = damageRows(set, usual).filter(({ question }, at) => question !== set[at]?.question).length;
    expect(touched).toBeGreaterThan(15);
    const lengths = damageRows(set, usual).map(({ question }) => question.length);
    expect(Math.min(...lengths)).toBeGreaterThan(10);
  });
});
