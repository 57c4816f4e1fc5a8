import { seeded } from '../../src/lib/seeded.js';
import { entropyOf } from '../../src/services/quiz/draw/entropy.js';
import { merkleRoot, sortCodes } from '../../src/services/quiz/draw/merkle.js';
import { drawOrder } from '../../src/services/quiz/draw/order.js';
import { codes } from './draws.js';

/** How often each of 20 entrants comes first in so many draws of one list, each with a value of its own. */
export function firstPlaces(draws: number): readonly number[] {
  const entrants = sortCodes(codes(seeded(20_260_401), 20));
  const root = merkleRoot(entrants);
  const counts = new Map(entrants.map((code) => [code, 0]));
  for (let at = 0; at < draws; at += 1) {
    const [first = ''] = drawOrder(entropyOf(root, `draw ${at}`), entrants);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts.values()];
}
