/** A vector found: `similarity` is the cosine, -1 to 1. */
export interface Neighbour {
  readonly document: number;
  readonly similarity: number;
}

/** Finds the vectors nearest to one. Vectors have unit length and are numbered as documents are. */
export interface VectorIndex {
  readonly kind: 'hnsw' | 'exact';
  readonly count: number;
  readonly dimension: number;
  /** Most similar first, at most k. */
  nearest(vector: Float32Array, k: number): Neighbour[];
}
