import type { HierarchicalNSW } from 'hnswlib-node';
import type { VectorIndex } from './vector-index.js';

/** Links a node keeps: recall at ten thousand vectors no longer grows beyond. */
const LINKS = 16;
const BUILD_BREADTH = 200;
const SEED = 100;

type Hnswlib = { readonly HierarchicalNSW: typeof HierarchicalNSW };

/** The native library, or undefined where it is not installed. */
async function loadHnswlib(): Promise<Hnswlib | undefined> {
  try {
    const loaded: Hnswlib & { default?: Hnswlib } = await import('hnswlib-node');
    return loaded.default ?? loaded;
  } catch {
    return undefined;
  }
}

/** How many candidates a search keeps: 128 lose .047 of the true neighbours at a hundred thousand, 256 .005. */
function searchBreadth(count: number): number {
  return count > 50_000 ? 256 : 128;
}

/** Builds the graph and saves it. @returns false where the native library is missing */
export async function writeHnswIndex(path: string, vectors: Float32Array, dimension: number): Promise<boolean> {
  const library = await loadHnswlib();
  if (!library) return false;
  const count = vectors.length / dimension;
  const graph = new library.HierarchicalNSW('ip', dimension);
  graph.initIndex(Math.max(1, count), LINKS, BUILD_BREADTH, SEED);
  for (let document = 0; document < count; document++) {
    graph.addPoint(Array.from(vectors.subarray(document * dimension, (document + 1) * dimension)), document);
  }
  await graph.writeIndex(path);
  return true;
}

/**
 * Opens a graph that `writeHnswIndex` saved. The library reads a file of another dimension without a word: the caller
 * has compared the manifest before.
 * @returns undefined where the native library is missing
 */
export async function openHnswIndex(
  path: string,
  { count, dimension }: { count: number; dimension: number },
): Promise<VectorIndex | undefined> {
  const library = await loadHnswlib();
  if (!library) return undefined;
  const graph = new library.HierarchicalNSW('ip', dimension);
  await graph.readIndex(path);
  graph.setEf(searchBreadth(count));
  return {
    kind: 'hnsw',
    count,
    dimension,
    nearest: (vector, k) => {
      const found = graph.searchKnn(Array.from(vector), Math.min(k, count));
      return found.neighbors
        .map((document, at) => ({ document, similarity: 1 - (found.distances[at] as number) }))
        .sort((a, b) => b.similarity - a.similarity || a.document - b.document);
    },
  };
}
