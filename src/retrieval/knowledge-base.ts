import type { Chunk, Passage, Query, SourceDocument } from '../domain/passage.js';

export interface SnapshotInfo {
  readonly id: string;
  readonly builtAt: string;
  readonly documents: number;
  readonly chunks: number;
  readonly places: readonly string[];
  /** What the vectors were made with; checked on opening, since a wrong dimension loads silently. */
  readonly embedding: { readonly model: string; readonly dimension: number; readonly count: number };
}

/** The texts as one searchable thing: a lexical index and vectors behind one search. */
export interface KnowledgeBase {
  readonly info: SnapshotInfo;
  /** The best passages first. Empty when no word of the question is known and the vectors know no meaning. */
  search(query: Query): Promise<readonly Passage[]>;
  document(path: string): SourceDocument | undefined;
  /** How people ask for what the texts hold, as written beside the sections. */
  asks(): readonly string[];
  /** Everything that the texts and the ways of asking say, piece by piece. */
  wordings(): readonly string[];
  /** A passage by its id, unless it was withdrawn when the texts were last searched. */
  chunk(id: string): Chunk | undefined;
}
