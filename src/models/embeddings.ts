/**
 * Vectors of unit length for texts, made by a model elsewhere. The same shape as retrieval's `Embedder`, said here again
 * because neither room may look into the other.
 */
export interface Embeddings {
  readonly model: string;
  readonly dimension: number;
  /**
   * One vector a text, in order. Rejects with a YiwenError `models.unreachable`, `models.unauthorised`, `models.slow`
   * or `models.nonsense` (a wrong count, a wrong dimension, a value that is no number).
   */
  embed(texts: readonly string[], kind: 'document' | 'query'): Promise<Float32Array[]>;
}
