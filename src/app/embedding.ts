import type { Embedder } from '../retrieval/embedder.js';
import { hashedEmbedder } from '../retrieval/hashed-embedder.js';
import type { Config } from './config.js';

/** The configured embedding endpoint, or vectors that need no model. */
export async function chooseEmbedder(config: Config): Promise<Embedder> {
  const endpoint = config.models.embedding;
  if (!endpoint) return hashedEmbedder();
  const { providers } = await import('../models/providers/index.js');
  return (await providers['openai-compatible'].embeddings(endpoint)) ?? hashedEmbedder();
}
