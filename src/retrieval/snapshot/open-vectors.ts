import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { YiwenError } from '../../lib/errors.js';
import type { Embedder } from '../embedder.js';
import { exactIndex } from '../vectors/exact-index.js';
import { openHnswIndex } from '../vectors/hnsw-index.js';
import type { VectorIndex } from '../vectors/vector-index.js';
import { type Manifest, snapshotFiles } from './manifest.js';

/**
 * Opens a snapshot's vectors: the graph, or every vector for exact search where the native library is missing.
 * @throws YiwenError `retrieval.embedding-mismatch` when they were made with another model, dimension or count
 */
export async function openVectors(
  home: string,
  { embedding, chunks, files }: Manifest,
  embedder: Embedder,
  warn: (message: string) => void,
): Promise<VectorIndex> {
  if (
    embedding.model !== embedder.model ||
    embedding.dimension !== embedder.dimension ||
    embedding.count !== chunks ||
    files[snapshotFiles.vectors]?.bytes !== chunks * embedding.dimension * 4
  ) {
    throw new YiwenError(
      'retrieval.embedding-mismatch',
      `索引的向量由 ${embedding.model}（${embedding.dimension} 维，${embedding.count} 条）生成，当前配置是 ${embedder.model}（${embedder.dimension} 维）`,
      '请重新运行 npx yiwen index',
    );
  }
  if (files[snapshotFiles.graph]) {
    const graph = await openHnswIndex(join(home, snapshotFiles.graph), embedding);
    if (graph) return graph;
  }
  warn('没有可用的近邻检索组件 hnswlib-node，改用逐条比较，结果一样，资料很多时会慢一些');
  const bytes = await readFile(join(home, snapshotFiles.vectors));
  return exactIndex(new Float32Array(Uint8Array.from(bytes).buffer), embedding.dimension);
}
