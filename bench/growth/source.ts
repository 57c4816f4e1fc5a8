import { type RetrievalSet, sharedSets } from '../shared-sets.js';
import { lawLike } from './law-like.js';

/** The texts that growth is measured on: the largest set of real ones, or generated ones where it is not here. */
export function growthSource(): RetrievalSet {
  return sharedSets(['stard'])[0] ?? lawLike(20_000);
}
