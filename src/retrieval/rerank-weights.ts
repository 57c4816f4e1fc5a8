/** Written by bench/train-rerank.ts; one setting for every kind of text. */
export const rerankWeights = {
  lexical: 1.99,
  relative: 3.39,
  pairs: -3.83,
  body: 4.49,
  characters: 3.55,
  sentence: 7.08,
  precision: 3.41,
  named: 0.96,
  depth: -1.31,
  sound: 0.08,
  length: -1.17,
  authority: 5.17,
} as const;
