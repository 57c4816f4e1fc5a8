import { expect, test } from 'vitest';
import type { Embeddings } from '../../src/models/embeddings.js';
import type { Embedder } from '../../src/retrieval/embedder.js';

/** Opens embeddings whose endpoint, first asked for two texts, behaves well. */
export function embeddingsContract(open: () => Promise<Embeddings>): void {
  test('fit retrieval, one vector of unit length a text', async () => {
    const embedder: Embedder = await open();
    const vectors = await embedder.embed(['门诊', '住院'], 'document');
    expect(vectors).toHaveLength(2);
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimension);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
  });

  test('give nothing for nothing', async () => {
    expect(await (await open()).embed([], 'query')).toEqual([]);
  });
}
