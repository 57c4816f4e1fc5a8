import { rerankWeights } from './rerank-weights.js';
import type { Fit } from './text-scan.js';

/** What is known of a document that the lexical index or the vectors found. */
export interface Candidate extends Fit {
  /** BM25 as a share of the most that the question could score. */
  readonly lexical: number;
  /** BM25 as a share of the best document's. */
  readonly relative: number;
}

export type RerankFeature = keyof typeof rerankWeights;

/** What a candidate is judged by, and in which order weights stand. Each is about 0 to 1. */
export const rerankFeatures = Object.keys(rerankWeights) as readonly RerankFeature[];

/** A candidate's score: a weighted sum, comparable within one question. bench/train-rerank.ts finds the weights. */
export function rerankScore(candidate: Candidate): number {
  return ownScore(candidate) + rerankWeights.relative * candidate.relative;
}

/**
 * The score but for the standing among others, which says nothing of a question alone. Written out, as `confidenceOf` is:
 * it runs for a hundred candidates a question.
 */
function ownScore(candidate: Candidate): number {
  return (
    rerankWeights.lexical * candidate.lexical +
    rerankWeights.pairs * candidate.pairs +
    rerankWeights.body * candidate.body +
    rerankWeights.characters * candidate.characters +
    rerankWeights.sentence * candidate.sentence +
    rerankWeights.precision * candidate.precision +
    rerankWeights.named * candidate.named +
    rerankWeights.depth * candidate.depth +
    rerankWeights.sound * candidate.sound +
    rerankWeights.length * candidate.length +
    rerankWeights.authority * candidate.authority
  );
}

/** How much the logarithm of the evidence counts beside the score, and where and how steeply certainty turns from no to yes. */
const certainty = { evidence: 0.5, middle: 8, slope: 1.05 } as const;

/**
 * 0 to 1: whether the texts hold what was asked at all, for telling a question of theirs from one of other matters.
 * @param evidence BM25 points of the candidate
 */
export function certaintyOf(candidate: Candidate, evidence: number): number {
  const sure = ownScore(candidate) + certainty.evidence * Math.log1p(evidence) - certainty.middle;
  return 1 / (1 + Math.exp(-certainty.slope * sure));
}

/**
 * How much of the question a candidate holds. The weights were those of an earlier rerank and stay when the ranking is
 * trained again: the thresholds of answering are set on their scale.
 */
const holding = {
  lexical: 2.26,
  pairs: 1.48,
  characters: 1.98,
  rare: 0.86,
  sentence: 2.76,
  precision: 3.78,
  depth: -0.99,
  sound: 1.5,
  length: -1.19,
} as const;

const most = Object.values(holding).reduce<number>((sum, weight) => sum + Math.max(0, weight), 0);

/** 0 to 1: what of the question a candidate holds; comparable between questions, low for unrelated ones. */
export function confidenceOf(candidate: Candidate): number {
  const held =
    holding.lexical * candidate.lexical +
    holding.pairs * candidate.pairs +
    holding.characters * candidate.characters +
    holding.rare * candidate.rare +
    holding.sentence * candidate.sentence +
    holding.precision * candidate.precision +
    holding.depth * candidate.depth +
    holding.sound * candidate.sound +
    holding.length * candidate.length;
  return Math.min(1, Math.max(0, held / most));
}
