import { createHash } from 'node:crypto';
import type { PassageRef } from './message.js';
import type { Chunk } from './passage.js';

/** What a passage says and where it stands: by this it is known again after its id has moved. */
export type PassageIdentity = Pick<Chunk, 'place' | 'headings' | 'text'>;

/** SHA-256 over place, headings and text, hex: equal as long as the passage says the same in the same place. */
export function passageHash({ place, headings, text }: PassageIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([place, headings, text]))
    .digest('hex');
}

export function refOf(chunk: Chunk): PassageRef {
  return { id: chunk.id, hash: passageHash(chunk) };
}

/**
 * Whether one is the other, a part of it or what it was put together with: indexing cuts a text anew when its
 * neighbours change. The headings of one then begin with those of the other.
 */
export function sharesWords(one: PassageIdentity, other: PassageIdentity): boolean {
  if (one.place !== other.place || !(one.text.includes(other.text) || other.text.includes(one.text))) return false;
  const shorter = Math.min(one.headings.length, other.headings.length);
  return one.headings.slice(0, shorter).every((heading, at) => heading === other.headings[at]);
}
