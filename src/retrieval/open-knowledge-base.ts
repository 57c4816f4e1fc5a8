import type { Chunk, Passage, Query, SourceDocument } from '../domain/passage.js';
import type { Embedder } from './embedder.js';
import { createFinder } from './finder.js';
import type { KnowledgeBase, SnapshotInfo } from './knowledge-base.js';
import { placeMatches } from './place.js';
import { openVectors } from './snapshot/open-vectors.js';
import { readSnapshot } from './snapshot/read-snapshot.js';
import type { Neighbour } from './vectors/vector-index.js';
import { createWording } from './wording.js';

/** As many neighbours are asked of the vectors. */
const NEIGHBOURS = 100;

/** Points of the rerank that the nearest vector gets. Hashed vectors: measured by bench/retrieval-quality.ts. */
const spelling = { trust: 0.5, alone: false };
/** A model's vectors: as much as the lexical standing, and texts that share no word with the question. */
const meaning = { trust: 5, alone: true };

export interface KnowledgeBaseOptions {
  readonly folder: string;
  /** The one that the snapshot was built with. */
  readonly embedder: Embedder;
  /** Told, in people's words, what works less well than it should. */
  readonly warn: (message: string) => void;
}

/**
 * Opens the snapshot in use.
 * @throws YiwenError `retrieval.no-snapshot`, `retrieval.snapshot-damaged`, `retrieval.embedding-mismatch`
 */
export async function openKnowledgeBase({ folder, embedder, warn }: KnowledgeBaseOptions): Promise<KnowledgeBase> {
  const { home, manifest, documents, chunks, lexicon, lexical } = await readSnapshot(folder, warn);
  const vectors = await openVectors(home, manifest, embedder, warn);
  const finder = createFinder(lexical, createWording(lexicon));
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const { files: _files, format: _format, ...info } = manifest;
  const belief = embedder.knowsMeaning === false ? spelling : meaning;
  let warned = false;

  async function neighboursOf(text: string): Promise<Neighbour[]> {
    try {
      const [vector] = await embedder.embed([text], 'query');
      return vector?.length === vectors.dimension ? vectors.nearest(vector, NEIGHBOURS) : [];
    } catch {
      if (!warned) warn('向量服务暂时不可用，先只按字词检索');
      warned = true;
      return [];
    }
  }

  return knowledgeBase(info, byPath, async (query) => {
    const hits = finder.find(query.text, {
      limit: query.limit,
      allowed: allowedChunks(chunks, query, info.places),
      neighbours: { found: await neighboursOf(query.text), ...belief },
    });
    return hits.flatMap(({ document, certainty: _certainty, ...found }) => {
      const chunk = chunks[document];
      return chunk ? [{ chunk, ...found }] : [];
    });
  });
}

function knowledgeBase(
  info: SnapshotInfo,
  documents: ReadonlyMap<string, SourceDocument>,
  search: (query: Query) => Promise<readonly Passage[]>,
): KnowledgeBase {
  return { info, search, document: (path) => documents.get(path) };
}

/** By chunk, 1 where it holds on the day asked for, in the place, for the scheme. */
function allowedChunks(chunks: readonly Chunk[], { asOf, scope }: Query, places: readonly string[]): Uint8Array {
  const allowed = new Uint8Array(chunks.length);
  const matching = new Map(['', ...places].map((place) => [place, placeMatches(place, scope.place, places)]));
  chunks.forEach(({ effectiveFrom, effectiveTo, place, scheme }, at) => {
    const holds = (effectiveFrom ?? asOf) <= asOf && asOf <= (effectiveTo ?? asOf);
    const concerns = scheme === 'both' || scope.scheme === undefined || scope.scheme === scheme;
    allowed[at] = holds && concerns && matching.get(place) ? 1 : 0;
  });
  return allowed;
}
