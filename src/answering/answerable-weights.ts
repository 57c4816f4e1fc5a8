/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
  always: -0.44,
  confidence: 1.18,
  doubt: -0.61,
  unsaid: -2.42,
  strange: -4.11,
  intent: 0.54,
};
