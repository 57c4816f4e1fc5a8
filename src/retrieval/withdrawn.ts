import type { Chunk } from '../domain/passage.js';
import { type PassageIdentity, sharesWords } from '../domain/passage-identity.js';

/** Where staff's withdrawals stand. Read at every search, so that one made by another process counts at once. */
export interface WithdrawnPassages {
  /** Differs whenever `all` does. Cheap: asked at every search. */
  version(): Promise<string>;
  all(): Promise<readonly PassageIdentity[]>;
}

export const nothingWithdrawn: WithdrawnPassages = { version: async () => '', all: async () => [] };

/** By chunk, 1 where it is withdrawn; worked out again only when something was withdrawn or restored. */
export function watchWithdrawn(chunks: readonly Chunk[], withdrawn: WithdrawnPassages): () => Promise<Uint8Array> {
  let known: string | undefined;
  let mask = new Uint8Array(chunks.length);
  return async () => {
    const version = await withdrawn.version();
    if (version === known) return mask;
    const passages = await withdrawn.all();
    mask = Uint8Array.from(chunks, (chunk) => (passages.some((passage) => sharesWords(chunk, passage)) ? 1 : 0));
    known = version;
    return mask;
  };
}
