import type { Fit } from './text-scan.js';

/** What is known of a document that the lexical index or the vectors found. */
export interface Candidate {
  readonly document: number;
  /** BM25 as a share of the most that the question could score. */
  readonly lexical: number;
  /** Cosine with the question, 0 where vectors were not asked. */
  readonly similarity: number;
  readonly fit: Fit;
}

/** Weights of a candidate's features, one setting for every kind of text. bench/train-rerank.ts finds them. */
const weights = { lexical: 1, coverage: 0.05, sentence: 0.1, run: 0.1, sound: 0.05, title: 0.05, similarity: 0.05 };

/** A candidate's score; comparable within one question. */
export function rerankScore({ lexical, similarity, fit }: Candidate): number {
  return (
    weights.lexical * lexical +
    weights.coverage * fit.coverage +
    weights.sentence * fit.sentence +
    weights.run * fit.run +
    weights.sound * fit.sound +
    weights.title * fit.title +
    weights.similarity * similarity
  );
}
