import type { AnswerableFeature } from './answerable.js';

/** Written by bench/train-answerable.ts. */
export const answerableWeights: Readonly<Record<AnswerableFeature, number>> = {
  always: -0.636,
  confidence: 2.172,
  clear: -3.536,
  evidence: -0.022,
  both: 0.215,
  doubt: -0.663,
  doubtedLittleHeld: -1.031,
  length: -0.307,
};
