import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigrams } from '../../bench/bigrams.js';
import { damageLines } from '../../bench/damage-lines.js';
import { lawLike } from '../../bench/growth/law-like.js';
import { recombined, sentencesOf } from '../../bench/growth/recombine.js';

describe('damage', () => {
  const rows = lawLike(3).questions;
  const jsonl = rows.map((row) => JSON.stringify(row)).join('\n');
  const options = { common: jsonl, seed: 1, share: 0.1 };

  it('is the same for a seed and another for another', () => {
    expect(damageLines(jsonl, options)).toBe(damageLines(jsonl, options));
    expect(damageLines(jsonl, options)).not.toBe(damageLines(jsonl, { ...options, seed: 2 }));
  });

  it('leaves all but the question as it was, and everything where the share is 0', () => {
    const read = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(read(damageLines(jsonl, options)).map(({ qid, rel }) => ({ qid, rel }))).toEqual(
      rows.map(({ qid, rel }) => ({ qid, rel })),
    );
    const whole = JSON.stringify({ id: 'a', question: '退休的门诊能报多少' });
    expect(read(damageLines(`${whole}\n\n`, { ...options, share: 0 }))).toEqual([JSON.parse(whole)]);
  });

  it('says which line holds no question', () => {
    expect(() => damageLines('{"text":"好"}\n{"id":1}', options)).toThrow('line 2');
  });
});

describe('texts for growth', () => {
  const { documents } = lawLike(40);

  it('are cut into sentences without losing a character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('条', '。', '；', '\n', 'a')), (characters) => {
        const text = characters.join('');
        expect(sentencesOf(text).join('')).toBe(text);
      }),
    );
  });

  it('are the given ones first, then made of their sentences alone, the same for a seed', () => {
    const made = [...recombined(documents, 100)];
    expect(made).toHaveLength(100);
    expect(new Set(made.slice(0, 40).map(({ id }) => id))).toEqual(new Set(documents.map(({ id }) => id)));
    const known = new Set(documents.flatMap(({ text }) => sentencesOf(text)));
    expect(made.flatMap(({ text }) => sentencesOf(text)).filter((sentence) => !known.has(sentence))).toEqual([]);
    expect([...recombined(documents, 100)]).toEqual(made);
    expect([...recombined(documents, 7)]).toEqual(made.slice(0, 7));
  });
});

describe('pairs for other engines', () => {
  it('do not reach across punctuation, and keep a lone character', () => {
    expect(bigrams('医保卡，补。Ａb')).toEqual(['医保', '保卡', '补', 'ab']);
  });
});
