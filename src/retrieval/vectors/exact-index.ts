import { TopK } from '../lexical/top-k.js';
import type { VectorIndex } from './vector-index.js';

/** Compares with every vector: 0.3 ms at a thousand, 56 ms at a hundred thousand of 256 dimensions. */
export function exactIndex(vectors: Float32Array, dimension: number): VectorIndex {
  const count = vectors.length / dimension;
  return {
    kind: 'exact',
    count,
    dimension,
    nearest: (vector, k) => {
      const top = new TopK(Math.min(k, count));
      for (let document = 0; document < count; document++) {
        let dot = 0;
        const base = document * dimension;
        for (let at = 0; at < dimension; at++) dot += (vectors[base + at] as number) * (vector[at] as number);
        top.offer(document, dot);
      }
      return top.take().map(({ document, score }) => ({ document, similarity: score }));
    },
  };
}
