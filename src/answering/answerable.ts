import type { Passage } from '../domain/passage.js';
import { answerableWeights, plainWeights } from './answerable-weights.js';

/** What is known of a question and the passage that was found for it. */
export interface Prospect {
  readonly passage: Pick<Passage, 'confidence' | 'evidence'>;
  readonly question: string;
  /** How unlike a question that the texts hold it is, as log-odds; undefined where that is not known. */
  readonly doubt: number | undefined;
}

/** What a prospect is judged by, and in which order weights stand. */
export const answerableFeatures = ['always', 'confidence', 'evidence', 'both', 'doubtLeft', 'length'] as const;

export type AnswerableFeature = (typeof answerableFeatures)[number];

/** The features' values: shares 0 to 1, logarithms, log-odds. */
export function featuresOf({ passage, question, doubt }: Prospect): Record<AnswerableFeature, number> {
  const { confidence } = passage;
  const evidence = Math.log(1 + passage.evidence);
  return {
    always: 1,
    confidence,
    evidence,
    both: confidence * evidence,
    doubtLeft: (doubt ?? 0) * (1 - confidence),
    length: Math.log(1 + question.length),
  };
}

/** Log-odds that the passage answers the question; bench/train-answerable.ts finds the weights. */
export function answerableScore(prospect: Prospect): number {
  const features = featuresOf(prospect);
  const weights = prospect.doubt === undefined ? plainWeights : answerableWeights;
  return answerableFeatures.reduce((sum, feature) => sum + weights[feature] * features[feature], 0);
}

/** Whether a passage says enough of what was asked to be given as the answer. */
export function isAnswerable(passage: Prospect['passage'], question: string, doubt: number | undefined): boolean {
  return answerableScore({ passage, question, doubt }) >= 0;
}
