import type { LexicalIndex } from './lexical/lexical-index.js';
import { LexicalSearcher } from './lexical/lexical-search.js';
import { readQuestion } from './question.js';
import { rerankScore } from './rerank.js';
import { TextScanner } from './text-scan.js';
import type { Neighbour } from './vectors/vector-index.js';
import { createWording, type Wording } from './wording.js';

/** As many of the lexical index's best are read again; beyond, hardly a right one is found. */
const RERANKED = 100;

export interface Found {
  readonly document: number;
  /** Comparable within one question. */
  readonly score: number;
  /** 0 to 1, comparable between questions. */
  readonly confidence: number;
}

export interface FindOptions {
  readonly limit: number;
  /** By document, 1 where it may be found; all when absent. */
  readonly allowed?: Uint8Array;
  /** What the vectors found for the same question. */
  readonly neighbours?: readonly Neighbour[];
}

/** Finds documents for questions: lexical search, then a rerank of the best. Best first. */
export interface Finder {
  find(question: string, options: FindOptions): Found[];
}

export function createFinder(index: LexicalIndex, wording: Wording = createWording()): Finder {
  const searcher = new LexicalSearcher(index);
  const scanner = new TextScanner(index);
  return {
    find: (raw, { limit, allowed, neighbours = [] }) => {
      const question = readQuestion(raw, index, wording);
      const hits = searcher.search(question.searched, Math.max(RERANKED, limit), allowed);
      scanner.prepare(question);
      const most = scanner.total || 1;
      const similarities = new Map(neighbours.map(({ document, similarity }) => [document, similarity]));
      return hits
        .map(({ document, score }) => {
          const lexical = score / most;
          const similarity = similarities.get(document) ?? 0;
          const candidate = { document, lexical, similarity, fit: scanner.fit(document) };
          return { document, score: rerankScore(candidate), confidence: Math.min(1, lexical) };
        })
        .sort((a, b) => b.score - a.score || a.document - b.document)
        .slice(0, limit);
    },
  };
}
