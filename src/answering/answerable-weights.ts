/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
  always: -2.38,
  confidence: 1,
  evidence: 0,
  both: 0.01,
  reassured: -1.23,
  doubted: -2.3,
  length: -0.23,
};
