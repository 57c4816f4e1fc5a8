import { rerankWeights } from './rerank-weights.js';
import type { Fit } from './text-scan.js';

/** What is known of a document that the lexical index or the vectors found. */
export interface Candidate {
  /** BM25 as a share of the most that the question could score. */
  readonly lexical: number;
  /** BM25 as a share of the best document's. */
  readonly relative: number;
  readonly fit: Fit;
}

/** What a candidate is judged by, and in which order weights stand. */
export const rerankFeatures = [
  'lexical',
  'relative',
  'pairs',
  'characters',
  'rare',
  'sentence',
  'precision',
  'depth',
  'sound',
  'length',
] as const;

export type RerankFeature = (typeof rerankFeatures)[number];

/** A feature's value, about 0 to 1. */
export function featureOf({ lexical, relative, fit }: Candidate, feature: RerankFeature): number {
  if (feature === 'lexical') return lexical;
  return feature === 'relative' ? relative : fit[feature];
}

/** A candidate's score: a weighted sum, comparable within one question. bench/train-rerank.ts finds the weights. */
export function rerankScore(candidate: Candidate): number {
  let score = 0;
  for (const feature of rerankFeatures) score += rerankWeights[feature] * featureOf(candidate, feature);
  return score;
}

/** What a candidate could score at most but for its standing among others, which says nothing of a question alone. */
const most = rerankFeatures.reduce(
  (sum, feature) => (feature === 'relative' ? sum : sum + Math.max(0, rerankWeights[feature])),
  0,
);

/** 0 to 1: what a candidate scores of the most it could; comparable between questions, low for unrelated ones. */
export function confidenceOf(candidate: Candidate): number {
  const standing = rerankWeights.relative * candidate.relative;
  return Math.min(1, Math.max(0, (rerankScore(candidate) - standing) / most));
}
