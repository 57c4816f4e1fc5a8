import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/lib/seeded.js';
import { toUnitLength } from '../../src/retrieval/embedder.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { exactIndex } from '../../src/retrieval/vectors/exact-index.js';
import { openHnswIndex, writeHnswIndex } from '../../src/retrieval/vectors/hnsw-index.js';

const dimension = 32;

function randomVectors(count: number, random: () => number): Float32Array {
  const vectors = new Float32Array(count * dimension);
  for (let at = 0; at < count; at++) {
    vectors.set(toUnitLength(Float32Array.from({ length: dimension }, () => random() - 0.5)), at * dimension);
  }
  return vectors;
}

describe('the graph of vectors', () => {
  it('finds nearly all of what comparing with every vector finds', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yiwen-vectors-'));
    try {
      const random = seeded(7);
      const vectors = randomVectors(500, random);
      const path = join(folder, 'graph');
      expect(await writeHnswIndex(path, vectors, dimension)).toBe(true);
      const graph = await openHnswIndex(path, { count: 500, dimension });
      const exact = exactIndex(vectors, dimension);
      let shared = 0;
      for (let question = 0; question < 20; question++) {
        const vector = randomVectors(1, random);
        const near = graph?.nearest(vector, 10) ?? [];
        const nearest = exact.nearest(vector, 10);
        shared += near.filter(({ document }) => nearest.some((other) => other.document === document)).length;
        expect(near[0]?.similarity).toBeCloseTo(nearest[0]?.similarity ?? 0, 4);
      }
      expect(shared).toBeGreaterThanOrEqual(195);
      expect(graph?.nearest(vectors.subarray(0, dimension), 1_000)).toHaveLength(500);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('hashed vectors', () => {
  it('are the same each time, of unit length, and near for texts that share words', async () => {
    const embedder = hashedEmbedder();
    const texts = ['异地就医备案怎么办', '異地就醫如何備案', '生育津贴发放天数'];
    const [first, alike, other] = (await embedder.embed(texts, 'query')) as [Float32Array, Float32Array, Float32Array];
    expect(await embedder.embed(texts, 'document')).toEqual([first, alike, other]);
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    expect(dot(first, first)).toBeCloseTo(1, 5);
    expect(dot(first, alike)).toBeGreaterThan(dot(first, other) + 0.2);
    expect((await embedder.embed([''], 'query'))[0]).toEqual(new Float32Array(256));
  });
});
