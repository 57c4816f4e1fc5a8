/** Written by bench/train-rerank.ts; one setting for every kind of text. */
export const rerankWeights = {
  lexical: 2.14,
  relative: 3.28,
  pairs: -3.52,
  body: 4.73,
  characters: 3.38,
  sentence: 6.95,
  precision: 3.24,
  named: 1.08,
  depth: -1.24,
  sound: -0.21,
  length: -1.11,
  authority: 5.16,
} as const;
