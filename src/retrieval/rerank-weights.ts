/** Written by bench/train-rerank.ts from the shared retrieval sets; one setting for every kind of text. */
export const rerankWeights = {
  lexical: 2.26,
  relative: 5.14,
  pairs: 1.48,
  characters: 1.98,
  rare: 0.86,
  sentence: 2.76,
  precision: 3.78,
  depth: -0.99,
  sound: 1.5,
  length: -1.19,
} as const;
