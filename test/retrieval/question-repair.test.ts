import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRepair } from '../../src/retrieval/question-repair.js';

const texts = [
  ...['异地就医备案要什么材料', '异地就医备案在哪里办', '生育津贴几天到账', '生育津贴怎么算', '医保报销要什么材料'],
  ...['住院医保报销多少', '门诊医保报销多少', '医保报销几天到账', '昆明的医保怎么办', '昆明医保备案'],
];

describe('slips of the keyboard', () => {
  const repair = createRepair(texts);

  it.each([
    ['生育金贴几天到账', '生育津贴几天到账'],
    ['医保抱销要什么材料', '医保报销要什么材料'],
    ['医保销报多少', '医保报销多少'],
  ])('%s is read as %s', (typed, meant) => {
    expect(repair(typed)).toBe(meant);
  });

  it('leave alone what the texts say', () => {
    for (const text of texts) expect(repair(text)).toBe(text);
  });

  it('are not seen in words that nothing known sounds like', () => {
    for (const text of ['司美格鲁肽', 'pd1一针多少', '']) expect(repair(text)).toBe(text);
  });

  it('never grow a text beyond a character for each of its own, nor fail on any', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(repair(text).length).toBeLessThanOrEqual(2 * text.length);
      }),
    );
  });
});
