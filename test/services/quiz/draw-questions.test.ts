import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PooledQuestion } from '../../../src/services/quiz/campaign/read.js';
import { seededChance, shuffled } from '../../../src/services/quiz/play/chance.js';
import { drawQuestions, orderOptions } from '../../../src/services/quiz/play/draw-questions.js';

const seed = 'ab'.repeat(32);
const pooled = (at: number, topic: PooledQuestion['topic'] = 'reporting'): PooledQuestion => ({
  ...{ question: `${topic}-${String(at).padStart(3, '0')}`, version: 1, topic, withdrawn: false, rested: false },
  difficulty: at % 3 === 0 ? 'hard' : 'easy',
});
const questions = [...Array(30).keys()].map((at) => pooled(at));
const draw = { seed, pools: [{ topic: 'reporting', count: 10 }] as const, questions, seen: new Set<string>() };
const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

describe('the questions of an attempt', () => {
  it('are the same for the same seed, and distinct', () => {
    fc.assert(
      fc.property(hex, (seed) => {
        const drawn = drawQuestions({ ...draw, seed });
        expect(drawQuestions({ ...draw, seed })).toEqual(drawn);
        expect(new Set(drawn.map(({ question }) => question)).size).toBe(10);
      }),
    );
  });

  it('are those that somebody has not had, as long as there are any', () => {
    const first = drawQuestions(draw).map(({ question }) => question);
    const second = drawQuestions({ ...draw, seen: new Set(first) }).map(({ question }) => question);
    expect(second.filter((question) => first.includes(question))).toEqual([]);
    const all = new Set(questions.slice(0, 25).map(({ question }) => question));
    const third = drawQuestions({ ...draw, seen: all }).map(({ question }) => question);
    expect(third.filter((question) => !all.has(question))).toHaveLength(5);
  });

  it('fill a pool that names a difficulty before one that takes any, and take no withdrawn or resting one', () => {
    const few = questions.slice(0, 6).map((one, at) => ({ ...one, withdrawn: at === 1, rested: at === 2 }));
    const pools = [
      { topic: 'reporting', count: 2 },
      { topic: 'reporting', count: 2, difficulty: 'hard' },
    ] as const;
    const drawn = drawQuestions({ ...draw, pools, questions: few }).map(({ question }) => question);
    expect(drawn.sort()).toEqual(['reporting-000', 'reporting-003', 'reporting-004', 'reporting-005']);
  });

  it('keep the order of options that need it, and of right and wrong', () => {
    const content = { kind: 'single', inOrder: false, options: ['a', 'b', 'c', 'd', 'e', 'f'] };
    const orders = ['q1', 'q2'].map((question) => ({ question, version: 1, content }));
    const [one, two] = orderOptions(seed, orders);
    expect([...(one?.order ?? [])].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(one?.order).not.toEqual(two?.order);
    for (const kept of [
      { ...content, inOrder: true },
      { ...content, kind: 'true-false' },
    ])
      expect(orderOptions(seed, [{ question: 'q1', version: 1, content: kept }])[0]?.order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('come in every order equally often', () => {
    const counts = new Map<string, number>();
    const ROUNDS = 24_000;
    const chance = seededChance(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const order = shuffled([0, 1, 2, 3], chance).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = ROUNDS / 24;
    const square = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(24);
    // χ² with 23 degrees of freedom: p = .01 at 41.64.
    expect(square).toBeLessThan(41.64);
  });
});
