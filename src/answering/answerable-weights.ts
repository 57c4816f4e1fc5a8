import type { AnswerableFeature } from './answerable.js';

/** Written by bench/train-answerable.ts. */
export const answerableWeights: Readonly<Record<AnswerableFeature, number>> = {
  always: -0.718,
  confidence: 1.793,
  evidence: 0.0,
  both: 0.146,
  doubtLeft: -0.742,
  length: -0.382,
};
