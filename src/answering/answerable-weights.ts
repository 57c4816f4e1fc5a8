import type { AnswerableFeature } from './answerable.js';

/** Written by bench/train-answerable.ts. */
export const answerableWeights: Readonly<Record<AnswerableFeature, number>> = {
  always: -2.028,
  confidence: 2.296,
  evidence: 0.000,
  both: 0.401,
  doubtLeft: -1.404,
  length: -0.473,
};

/** The same where doubt is not known. */
export const plainWeights: typeof answerableWeights = {
  always: -2.851,
  confidence: 2.049,
  evidence: 0.138,
  both: 0.608,
  doubtLeft: 0.000,
  length: 0.283,
};
