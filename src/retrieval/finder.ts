import type { LexicalIndex } from './lexical/lexical-index.js';
import { type Hit, LexicalSearcher } from './lexical/lexical-search.js';
import { type Question, readQuestion } from './question.js';
import { type Candidate, certaintyOf, confidenceOf, rerankScore } from './rerank.js';
import { TextScanner } from './text-scan.js';
import type { Neighbour } from './vectors/vector-index.js';
import { createWording, type Wording } from './wording.js';

/** As many of the lexical index's best are read again; beyond, hardly a right one is found. */
const RERANKED = 100;
/** Of those, what scores less than this share of the best is not read: it never came first in any set. */
const WORTH_READING = 0.5;
/** But as many are read in any case. */
const READ = 10;

export interface Found {
  readonly document: number;
  /** Comparable within one question. */
  readonly score: number;
  /** 0 to 1, comparable between questions. */
  readonly confidence: number;
  /** BM25 points: what was found in all, comparable between questions of one index. */
  readonly evidence: number;
  /** 0 to 1: whether the texts hold what was asked at all. Tells a question of theirs from one of other matters. */
  readonly certainty: number;
}

/** What the vectors found for a question, and how much they are believed. */
export interface Neighbours {
  readonly found: readonly Neighbour[];
  /** Points that the nearest gets beside the rerank's, which parts a right text from a wrong one by about five. */
  readonly trust: number;
  /** Whether a text may be found by its vector alone: only where vectors know meaning. */
  readonly alone: boolean;
}

export interface FindOptions {
  readonly limit: number;
  /** By document, 1 where it may be found; all when absent. */
  readonly allowed?: Uint8Array;
  readonly neighbours?: Neighbours;
  /** Give what the lexical index found as it is: for measuring what the rerank adds. */
  readonly withoutRerank?: boolean;
}

/** Finds documents for questions: lexical search, then a rerank of the best with what vectors say. Best first. */
export interface Finder {
  find(question: string, options: FindOptions): Found[];
  /** What the rerank sees of a question, as the lexical index orders it: for training. */
  candidates(question: string): readonly (Candidate & { readonly document: number })[];
}

export function createFinder(index: LexicalIndex, wording: Wording = createWording()): Finder {
  const searcher = new LexicalSearcher(index);
  const scanner = new TextScanner(index);
  const mostOf = ({ terms }: Question): number =>
    terms.reduce((sum, { weight, at }) => (at >= 0 ? sum + weight : sum), 0) || 1;

  /** Reads the hits again, the best of them first. */
  const read = (question: Question, hits: readonly Hit[]) => {
    scanner.prepare(question);
    const most = mostOf(question);
    const best = hits[0]?.score || 1;
    return hits.map(({ document, score }) => ({
      document,
      evidence: score,
      lexical: score / most,
      relative: score / best,
      ...scanner.fit(document),
    }));
  };

  return {
    find: (raw, { limit, allowed, neighbours, withoutRerank = false }) => {
      const question = readQuestion(raw, index, wording);
      const hits = searcher.search(question.searched, withoutRerank ? limit : Math.max(RERANKED, limit), allowed);
      if (withoutRerank) {
        const most = mostOf(question);
        return hits.map(({ document, score }) => ({
          document,
          score,
          confidence: Math.min(1, score / most),
          evidence: score,
          certainty: Math.min(1, score / most),
        }));
      }
      const nearness = nearnessOf(neighbours);
      return read(question, [...worthReading(hits, limit), ...foundByVectorAlone(hits, neighbours, allowed)])
        .map((candidate) => ({
          document: candidate.document,
          score: rerankScore(candidate) + (nearness.get(candidate.document) ?? 0),
          confidence: confidenceOf(candidate),
          evidence: candidate.evidence,
          certainty: certaintyOf(candidate, candidate.evidence),
        }))
        .sort((a, b) => b.score - a.score || a.document - b.document)
        .slice(0, limit);
    },
    candidates: (raw) => {
      const question = readQuestion(raw, index, wording);
      return read(question, searcher.search(question.searched, RERANKED));
    },
  };
}

function worthReading(hits: readonly Hit[], limit: number): readonly Hit[] {
  const least = WORTH_READING * (hits[0]?.score ?? 0);
  const end = hits.findIndex(({ score }, at) => at >= Math.max(READ, limit) && score < least);
  return end < 0 ? hits : hits.slice(0, end);
}

/** Points by document: all for the nearest, none for the farthest found. Cosines of one model crowd in a narrow band. */
function nearnessOf(neighbours: Neighbours | undefined): Map<number, number> {
  const points = new Map<number, number>();
  if (!neighbours || neighbours.found.length === 0) return points;
  const { found, trust } = neighbours;
  const highest = found[0]?.similarity ?? 0;
  const lowest = found.at(-1)?.similarity ?? 0;
  for (const { document, similarity } of found) {
    points.set(document, (trust * (similarity - lowest)) / Math.max(1e-6, highest - lowest));
  }
  return points;
}

function foundByVectorAlone(hits: readonly Hit[], neighbours?: Neighbours, allowed?: Uint8Array): Hit[] {
  if (!neighbours?.alone) return [];
  const known = new Set(hits.map(({ document }) => document));
  return neighbours.found
    .filter(({ document }) => !known.has(document) && allowed?.[document] !== 0)
    .map(({ document }) => ({ document, score: 0 }));
}
