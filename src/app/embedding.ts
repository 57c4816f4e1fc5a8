import type { Embedder } from '../retrieval/embedder.js';
import { hashedEmbedder } from '../retrieval/hashed-embedder.js';
import { readSnapshot } from '../retrieval/snapshot/read-snapshot.js';
import type { Config } from './config.js';
import { indexFolder } from './knowledge-folders.js';

/**
 * The configured embedding endpoint, or vectors that need no model. The dimension that the snapshot in use was built
 * with saves a request, and lets a bot start whose endpoint is down: it then searches by words alone.
 */
export async function chooseEmbedder(config: Config): Promise<Embedder> {
  const endpoint = config.models.embedding;
  if (!endpoint) return hashedEmbedder();
  const [{ providers }, snapshot] = await Promise.all([
    import('../models/providers/index.js'),
    readSnapshot(indexFolder(config), () => {}).catch(() => undefined),
  ]);
  const stored = snapshot?.manifest.embedding;
  const dimension = stored?.model === endpoint.model ? stored.dimension : undefined;
  return (await providers[endpoint.provider].embeddings(endpoint, dimension)) ?? hashedEmbedder();
}
