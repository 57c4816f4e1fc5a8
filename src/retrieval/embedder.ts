/**
 * Turns texts into vectors of unit length. The default needs no model; an endpoint's adapter lives in models/.
 * `model` and `dimension` are stored with a snapshot, which opens only with the same.
 */
export interface Embedder {
  readonly model: string;
  readonly dimension: number;
  /** Whether near vectors mean near in meaning, not only in spelling; so where absent. Decides how far they are believed. */
  readonly knowsMeaning?: boolean;
  /** One vector a text, in order. May reject when an endpoint fails: a search then goes on without. */
  embed(texts: readonly string[], kind: 'document' | 'query'): Promise<Float32Array[]>;
}

/** Scales to unit length in place; a vector of zeros stays. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) * scale;
  return vector;
}
