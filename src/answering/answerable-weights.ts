/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
  always: -2.382,
  confidence: 1.001,
  evidence: 0.008,
  both: 0.012,
  reassured: -1.231,
  doubted: -2.302,
  length: -0.239,
};
