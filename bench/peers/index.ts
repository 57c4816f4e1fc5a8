import type { Build } from './peer.js';

interface PeerEntry {
  /** As tables and plots name it. */
  readonly title: string;
  /** Loads it alone: the others' code is not in the process that is measured. */
  readonly load: () => Promise<Build>;
}

/** By the name on the command line of run-peer.ts. */
export const peers: Readonly<Record<string, PeerEntry>> = {
  yiwen: { title: 'yiwen', load: async () => (await import('./yiwen.js')).yiwen },
  'yiwen-words': { title: 'yiwen, words alone', load: async () => (await import('./yiwen.js')).yiwenWords },
  fts5: { title: 'SQLite FTS5, bigrams', load: async () => (await import('./fts5.js')).fts5 },
  'fts5-simplified': {
    title: 'FTS5, bigrams, simplified',
    load: async () => (await import('./fts5.js')).fts5Simplified,
  },
  lancedb: { title: 'LanceDB, bigrams', load: async () => (await import('./lancedb.js')).lanceDb },
  minisearch: { title: 'MiniSearch, bigrams', load: async () => (await import('./minisearch.js')).miniSearch },
  flexsearch: { title: 'FlexSearch, bigrams', load: async () => (await import('./flexsearch.js')).flexSearch },
  orama: { title: 'Orama, mandarin', load: async () => (await import('./orama.js')).orama },
  'hashed-vectors': {
    title: 'HNSWLib, hashed bigrams',
    load: async () => (await import('./hashed-vectors.js')).hashedVectors,
  },
};
