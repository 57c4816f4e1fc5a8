/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
  always: -0.687,
  confidence: 0.423,
  evidence: 0.000,
  both: 0.000,
  reassured: -0.834,
  doubted: -1.639,
  length: -0.340,
};
