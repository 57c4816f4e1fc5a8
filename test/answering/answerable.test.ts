import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnswerable } from '../../src/answering/answerable.js';
import type { BoundaryExamples } from '../../src/answering/boundaries.js';
import { createDoubt } from '../../src/answering/doubt.js';
import { noShelf, type Shelf } from '../../src/answering/likeness.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const evidence = fc.double({ min: 0, max: 100, noNaN: true });
const logOdds = fc.option(fc.double({ min: -6, max: 6, noNaN: true }), { nil: undefined });

describe('whether a passage answers', () => {
  it('never turns to no when it holds more of the question', () => {
    fc.assert(
      fc.property(
        share,
        share,
        evidence,
        logOdds,
        fc.string({ maxLength: 40 }),
        (one, other, found, doubt, question) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          const answers = (confidence: number) => isAnswerable({ confidence, evidence: found }, question, doubt);
          expect(answers(less) && !answers(more)).toBe(false);
        },
      ),
    );
  });

  it('never turns to yes with more doubt', () => {
    fc.assert(
      fc.property(share, evidence, fc.tuple(logOdds, logOdds), (confidence, found, [one, other]) => {
        if (one === undefined || other === undefined) return;
        const answers = (doubt: number) => isAnswerable({ confidence, evidence: found }, '门诊报多少', doubt);
        expect(!answers(Math.min(one, other)) && answers(Math.max(one, other))).toBe(false);
      }),
    );
  });

  it('is no below a floor and yes where the question is clearly held, whatever it is like', () => {
    expect(isAnswerable({ confidence: 0.1, evidence: 60 }, '人工耳蜗最多赔几台', -6)).toBe(false);
    expect(isAnswerable({ confidence: 0.7, evidence: 30 }, '退休的门诊一年能报多少', 6)).toBe(true);
  });

  it('asks for less of a long story than of a few words, where there is nothing to doubt by', () => {
    expect(isAnswerable({ confidence: 0.2, evidence: 40 }, '', undefined)).toBe(true);
    expect(isAnswerable({ confidence: 0.2, evidence: 10 }, '', undefined)).toBe(false);
  });
});

describe('doubt', () => {
  const examples: BoundaryExamples = {
    rules: [
      { id: 'weather', examples: ['今天下雨吗', '明天下雨不', '周末会下雨吗'] },
      { id: 'help', examples: ['救命啊快来人', '快来人救命'] },
    ],
    genuine: [],
    notHeld: ['种一颗牙多少钱', '种牙报多少'],
    dangerWords: [],
  };
  const rule = (id: string, calls: boolean) => ({
    id,
    to: 'declined' as const,
    when: [['x']],
    unless: [],
    continue: calls,
    text: '',
  });
  const rules = [rule('weather', false), rule('help', true)];
  const asks = Array.from(
    { length: 1_200 },
    (_, at) => `门诊${'一二三四五'.charAt(at % 5)}年能报多少${at % 7 === 0 ? '呢' : ''}`,
  );

  it('is great for what is declined or usually lacking, small for how people ask for what is held', () => {
    const doubt = createDoubt(rules, examples, () => asks, noShelf);
    expect(doubt('后天下雨吗')).toBeGreaterThan(0);
    expect(doubt('种牙多少钱')).toBeGreaterThan(0);
    expect(doubt('门诊三年能报多少')).toBeLessThan(0);
  });

  it('learns nothing against a call for help, after which a question is answered', () => {
    const doubt = createDoubt(rules, examples, () => asks, noShelf);
    expect(doubt('救命 门诊一年能报多少')).toBeLessThan(0);
  });

  it('is unknown while few ways of asking are written', () => {
    expect(createDoubt(rules, examples, () => asks.slice(0, 10), noShelf)('今天下雨吗')).toBeUndefined();
  });

  it('is the same from the shelf as learnt anew, and is learnt again when the examples change', () => {
    const kept = new Map<string, unknown>();
    const shelf: Shelf = { get: (key) => kept.get(key), put: (key, value) => void kept.set(key, value) };
    const learnt = createDoubt(rules, examples, () => asks, shelf)('明天下雨吗');
    expect(createDoubt(rules, examples, () => asks, shelf)('明天下雨吗')).toBe(learnt);
    expect(kept.size).toBe(1);
    createDoubt(rules, examples, () => asks.slice(1), shelf)('明天下雨吗');
    expect(kept.size).toBe(2);
  });
});
