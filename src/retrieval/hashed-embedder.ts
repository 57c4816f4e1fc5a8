import { foldInto, roomFor } from '../lib/chinese/normalise.js';
import { type Embedder, toUnitLength } from './embedder.js';
import { eachTerm, isCharacter } from './lexical/term-key.js';

/** Pairs and words say more than characters. */
const CHARACTER_SHARE = 0.3;

/**
 * Vectors without a model: characters, pairs and words hashed to two signed places each (Weinberger et al. 2009),
 * counts damped by a square root. Deterministic, nothing to download; it knows no meaning, so it adds resilience to
 * damaged texts and not much more (docs/decisions tells what was measured).
 */
export function hashedEmbedder(dimension = 256): Embedder {
  return {
    model: 'hashed-pairs-1',
    dimension,
    knowsMeaning: false,
    embed: async (texts) => texts.map((text) => hashedVector(text, dimension)),
  };
}

function hashedVector(text: string, dimension: number): Float32Array {
  const units = new Uint16Array(roomFor(text));
  const size = foldInto(text, units);
  const counts = new Map<number, number>();
  eachTerm(units, 0, size, (key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  const vector = new Float32Array(dimension);
  for (const [key, count] of counts) {
    const weight = Math.sqrt(count) * (isCharacter(key) ? CHARACTER_SHARE : 1);
    for (const seed of [0x85ebca6b, 0xc2b2ae35]) {
      const hash = mix(key, seed);
      const place = (hash >>> 1) % dimension;
      vector[place] = (vector[place] as number) + (hash & 1 ? weight : -weight);
    }
  }
  return toUnitLength(vector);
}

/** MurmurHash3's finaliser. */
function mix(key: number, seed: number): number {
  let hash = key ^ seed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
