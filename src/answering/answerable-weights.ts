/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
  always: -0.28,
  confidence: 0.5,
  doubt: -0.61,
  unsaid: -2.59,
  strange: -4.23,
  intent: 0.67,
};
