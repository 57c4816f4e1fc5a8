import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LexicalBuilder } from '../../src/retrieval/lexical/lexical-builder.js';
import { openLexicalIndex, writeLexicalIndex } from '../../src/retrieval/lexical/lexical-file.js';
import { B, IMPACT_STEP, inverseDocumentFrequency, K1 } from '../../src/retrieval/lexical/lexical-index.js';
import { LexicalSearcher } from '../../src/retrieval/lexical/lexical-search.js';
import { wordKey } from '../../src/retrieval/lexical/term-key.js';
import { TopK } from '../../src/retrieval/lexical/top-k.js';
import { unitsOf } from '../../src/retrieval/question.js';

const letters = '医保报销门诊a1、。';
const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 });
const texts = fc.array(fc.record({ title: text, body: text }), { minLength: 1, maxLength: 60 });

/** The terms of a text by regular expression: the slow, plain way. */
function plainTerms(of: string): string[] {
  const terms: string[] = of.match(/[a-z0-9]+/g) ?? [];
  for (const run of of.match(/[一-鿿]+/g) ?? []) {
    for (let at = 0; at < run.length; at++) {
      terms.push(run.slice(at, at + 1));
      if (at + 1 < run.length) terms.push(run.slice(at, at + 2));
    }
  }
  return terms;
}

/** BM25 as the formula reads, impacts rounded to the index's steps. */
function plainScores(documents: { title: string; body: string }[], weights: Map<string, number>): number[] {
  const counted = documents.map(({ title, body }) => {
    const counts = new Map<string, number>();
    for (const term of plainTerms(title)) counts.set(term, (counts.get(term) ?? 0) + 2);
    for (const term of plainTerms(body)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const pairs = /^[一-鿿]{2}$/;
    const length = [...plainTerms(title), ...plainTerms(body)].filter((term) => !pairs.test(term)).length;
    return { counts, length };
  });
  const average = Math.max(1, counted.reduce((sum, { length }) => sum + length, 0) / counted.length);
  return counted.map(({ counts, length }) => {
    let score = 0;
    for (const [term, weight] of weights) {
      const count = counts.get(term) ?? 0;
      if (count === 0) continue;
      const impact = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
      score += weight * IMPACT_STEP * Math.max(1, Math.round(impact / IMPACT_STEP));
    }
    return score;
  });
}

function build(documents: { title: string; body: string }[]) {
  const builder = new LexicalBuilder();
  for (const { title, body } of documents) builder.add(title, body);
  return builder.finish();
}

/** A term's key: the code of a character, two codes in one number, or the hash of a word. */
function keyOf(term: string): number {
  const units = unitsOf(term);
  if (!/[一-鿿]/.test(term)) return wordKey(units, 0, units.length);
  return units.length === 1 ? (units[0] ?? 0) : (((units[0] ?? 0) << 16) | (units[1] ?? 0)) >>> 0;
}

describe('the lexical index', () => {
  it('finds the same best documents as BM25 worked out plainly', () => {
    fc.assert(
      fc.property(texts, text, fc.integer({ min: 1, max: 8 }), (documents, asked, k) => {
        const index = build(documents);
        const weights = new Map<string, number>();
        for (const term of plainTerms(asked)) {
          const holding = documents.filter(({ title, body }) =>
            [...plainTerms(title), ...plainTerms(body)].includes(term),
          ).length;
          expect(index.documentFrequency(index.terms.find(keyOf(term)))).toBe(holding);
          weights.set(term, inverseDocumentFrequency(documents.length, holding));
        }
        const scores = plainScores(documents, weights);
        const terms = [...weights].map(([term, weight]) => ({ term: index.terms.find(keyOf(term)), weight }));
        const found = new LexicalSearcher(index).search(terms, k);
        const best = scores.filter((score) => score > 0).sort((a, b) => b - a);
        expect(found).toHaveLength(Math.min(k, best.length));
        found.forEach(({ document, score }, at) => {
          expect(score).toBeCloseTo(best[at] ?? 0, 3);
          expect(score).toBeCloseTo(scores[document] ?? 0, 3);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('answers the same when long lists are only looked up', () => {
    const filler = Array.from({ length: 3_000 }, (_, at) => ({ title: '', body: `医保${at % 7 === 0 ? '门诊' : ''}` }));
    const documents = [...filler, { title: '', body: '医保销' }, { title: '', body: '医保销销' }];
    const index = build(documents);
    const terms = ['医', '保', '医保', '销', '门诊'].map((term) => ({
      term: index.terms.find(keyOf(term)),
      weight: 1,
    }));
    terms.push({ term: index.terms.find(keyOf('销')), weight: 30 });
    const searcher = new LexicalSearcher(index);
    const all = searcher.search(terms, documents.length);
    expect(searcher.search(terms, 2).map(({ document }) => document)).toEqual([3_001, 3_000]);
    expect(all.slice(0, 2).map(({ document }) => document)).toEqual([3_001, 3_000]);
  });

  it('lets refining terms add to what leading ones found, and lead where those found too little', () => {
    const filler = Array.from({ length: 2_000 }, () => ({ title: '', body: '保保保' }));
    const index = build([...filler, { title: '', body: '医保' }, { title: '', body: '医保保' }]);
    const terms = [
      { term: index.terms.find(keyOf('医保')), weight: 1 },
      { term: index.terms.find(keyOf('保')), weight: 50, refines: true },
    ];
    const searcher = new LexicalSearcher(index);
    expect(searcher.search(terms, 2).map(({ document }) => document)).toEqual([2_001, 2_000]);
    expect(searcher.search(terms, 3)[0]?.document).toBe(0);
  });

  it('leaves out documents that are not allowed, and forgets one search before the next', () => {
    const index = build([
      { title: '', body: '医保' },
      { title: '', body: '医保' },
    ]);
    const searcher = new LexicalSearcher(index);
    const terms = [{ term: index.terms.find(keyOf('医保')), weight: 1 }];
    expect(searcher.search(terms, 5, Uint8Array.of(0, 1)).map(({ document }) => document)).toEqual([1]);
    expect(searcher.search(terms, 5).map(({ document }) => document)).toEqual([0, 1]);
  });
});

describe('the k best', () => {
  it('are those that sorting everything gives', () => {
    const score = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(score, { maxLength: 50 }), fc.integer({ min: 0, max: 12 }), (scores, k) => {
        const top = new TopK(k);
        scores.forEach((value, document) => {
          top.offer(document, value);
        });
        const sorted = scores.map((value, document) => ({ document, score: value }));
        sorted.sort((a, b) => b.score - a.score || a.document - b.document);
        expect(top.take()).toEqual(sorted.slice(0, k));
      }),
    );
  });
});

describe('a saved index', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yiwen-lexical-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('opens as it was', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (documents) => {
        const index = build(documents);
        const path = join(folder, 'index.bin');
        await writeLexicalIndex(path, index);
        const opened = await openLexicalIndex(path);
        expect(opened.arrays).toEqual(index.arrays);
        expect(opened.terms.find(keyOf('医保'))).toBe(index.terms.find(keyOf('医保')));
      }),
      { numRuns: 20 },
    );
  });

  it('does not open when it is cut short or something else', async () => {
    const path = join(folder, 'cut.bin');
    await writeLexicalIndex(path, build([{ title: '医保', body: '报销' }]));
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 16));
    await expect(openLexicalIndex(path)).rejects.toThrow('cut short');
    await writeFile(path, Buffer.alloc(100));
    await expect(openLexicalIndex(path)).rejects.toThrow('not a lexical index');
    await writeFile(path, 'x');
    await expect(openLexicalIndex(path)).rejects.toThrow('cut short');
  });
});
