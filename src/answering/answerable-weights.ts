import type { AnswerableFeature } from './answerable.js';

/** Written by bench/train-answerable.ts. */
export const answerableWeights: Readonly<Record<AnswerableFeature, number>> = {
  always: -1.208,
  confidence: 2.257,
  evidence: 0.000,
  both: 0.339,
  doubtLeft: -1.436,
  length: -0.389,
};
