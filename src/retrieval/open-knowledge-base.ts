import type { Chunk, Query } from '../domain/passage.js';
import { mayBeFound } from '../domain/validity.js';
import type { Embedder } from './embedder.js';
import { createFinder } from './finder.js';
import type { KnowledgeBase } from './knowledge-base.js';
import { placeMatches } from './place.js';
import { openVectors } from './snapshot/open-vectors.js';
import { readDraft, readSnapshot } from './snapshot/read-snapshot.js';
import type { Neighbour } from './vectors/vector-index.js';
import { nothingWithdrawn, type WithdrawnPassages, watchWithdrawn } from './withdrawn.js';
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
  /** Passages that must not be found, whatever is asked. */
  readonly withdrawn?: WithdrawnPassages;
  /** The folder of a draft to open instead of the snapshot in use. */
  readonly draft?: string;
}

/**
 * Opens the snapshot in use, or a draft.
 * @throws YiwenError `retrieval.no-snapshot`, `retrieval.snapshot-damaged`, `retrieval.embedding-mismatch`
 */
export async function openKnowledgeBase(options: KnowledgeBaseOptions): Promise<KnowledgeBase> {
  const { folder, embedder, warn, withdrawn = nothingWithdrawn, draft } = options;
  const snapshot = draft ? await readDraft(draft) : await readSnapshot(folder, warn);
  const { home, manifest, documents, chunks, lexicon, lexical } = snapshot;
  const vectors = await openVectors(home, manifest, embedder, warn);
  const finder = createFinder(lexical, createWording(lexicon));
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const byId = new Map(chunks.map(({ id }, at) => [id, at]));
  const { files: _files, format: _format, ...info } = manifest;
  const belief = embedder.knowsMeaning === false ? spelling : meaning;
  const withdrawnChunks = watchWithdrawn(chunks, withdrawn);
  let hidden = await withdrawnChunks();
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

  return {
    info,
    asks: () => chunks.flatMap(({ asks = [] }) => asks),
    wordings: () => chunks.flatMap(({ asks = [], headings, text }) => [...asks, ...headings, text]),
    document: (path) => byPath.get(path),
    chunk: (id) => {
      const at = byId.get(id);
      return at === undefined || hidden[at] === 1 ? undefined : chunks[at];
    },
    async search(query) {
      const neighbours = { found: await neighboursOf(query.text), ...belief };
      hidden = await withdrawnChunks();
      const allowed = allowedChunks(chunks, query, info.places, hidden);
      const hits = finder.find(query.text, { limit: query.limit, allowed, neighbours });
      return hits.flatMap(({ document, certainty: _certainty, ...found }) => {
        const chunk = chunks[document];
        return chunk ? [{ chunk, ...found }] : [];
      });
    },
  };
}

/** By chunk, 1 where it holds at the time asked about, in the place, for the scheme, and is not withdrawn. */
function allowedChunks(
  chunks: readonly Chunk[],
  query: Query,
  places: readonly string[],
  withdrawn: Uint8Array,
): Uint8Array {
  const { scope } = query;
  const allowed = new Uint8Array(chunks.length);
  const matching = new Map(['', ...places].map((place) => [place, placeMatches(place, scope.place, places)]));
  chunks.forEach((chunk, at) => {
    const { place, scheme } = chunk;
    const concerns = scheme === 'both' || scope.scheme === undefined || scope.scheme === scheme;
    allowed[at] = mayBeFound(chunk, query) && concerns && matching.get(place) && withdrawn[at] === 0 ? 1 : 0;
  });
  return allowed;
}
