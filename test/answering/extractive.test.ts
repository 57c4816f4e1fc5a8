import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFrom, pickSentences } from '../../src/answering/extractive.js';
import { sentences } from '../../src/answering/sentences.js';
import type { Chunk } from '../../src/domain/passage.js';

const chunk: Chunk = {
  id: 'a.md#0',
  path: 'a.md',
  title: '门诊',
  kind: 'digest',
  place: '全国',
  scheme: 'both',
  certainty: 'A',
  headings: ['门诊'],
  facts: [],
  text: '职工门诊的报销比例是60%。退休人员一年的限额是900元。起付线原文没有写。',
};

describe('extracts', () => {
  it('begin with the first sentence of a passage that was written as an answer', () => {
    const extract = extractFrom(chunk, '退休的一年限额多少', 32);
    expect(extract?.said).toBe('职工门诊的报销比例是60%。退休人员一年的限额是900元。');
    expect(chunk.text).toContain(extract?.quote);
  });

  it('find the sentence that answers in a long report, and quote it as it stands', () => {
    const report = `${'今年开展了宣传工作。'.repeat(20)}退休人员一年的限额是900元。${'下一步继续努力。'.repeat(20)}`;
    const extract = extractFrom({ ...chunk, text: report }, '退休的一年限额多少', 20);
    expect(extract?.said).toBe('退休人员一年的限额是900元。');
    expect(report).toContain(extract?.quote);
  });

  it('prefer the row of a table when it answers better', () => {
    const rows = ['医院等级：三级；住院报销比例：70%', '医院等级：一级；住院报销比例：85%'];
    expect(extractFrom({ ...chunk, rows }, '一级医院住院报销比例多少', 60)?.said).toBe(rows[1]);
  });

  it('cut a sentence that is too long at its clauses, around what was asked', () => {
    const long = `${'做好宣传工作，'.repeat(20)}报销比例为60%，${'开展专项行动，'.repeat(20)}完。`;
    const [picked] = pickSentences(long, '报销比例多少', 60);
    expect(long.slice(picked?.start, picked?.end)).toContain('报销比例为60%');
    expect((picked?.end ?? 0) - (picked?.start ?? 0)).toBeLessThanOrEqual(60);
  });

  it('are always exact substrings within the budget', () => {
    const letter = fc.constantFrom(...'门诊报销60%，。；“”\n 起付线');
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 300 }), fc.integer({ min: 5, max: 100 }), (text, budget) => {
        for (const { start, end } of pickSentences(text, '门诊报销多少', budget)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const said = pickSentences(text, '门诊报销多少', budget);
        expect(said.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(budget);
      }),
    );
  });

  it('come from sentences that leave out nothing but white space', () => {
    const letter = fc.constantFrom(...'门诊。！；\n 60%”');
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 100 }), (text) => {
        const kept = sentences(text).map(({ start, end }) => text.slice(start, end));
        const letters = (value: string) => value.replace(/[\s。！；”]/g, '');
        expect(letters(kept.join(''))).toBe(letters(text));
      }),
    );
  });
});
