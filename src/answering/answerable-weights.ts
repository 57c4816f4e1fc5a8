/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
  always: -2.25,
  confidence: 1.06,
  reassured: -1.23,
  doubted: -2.3,
  length: -0.24,
};
