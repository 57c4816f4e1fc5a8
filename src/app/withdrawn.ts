import type { WithdrawnPassages } from '../retrieval/withdrawn.js';
import type { Reader } from '../storage/store.js';
import { withdrawals, withdrawalsVersion } from '../storage/withdrawals.js';

/** The withdrawals that stand in the records, as a search asks for them. */
export function withdrawnIn(read: Reader): WithdrawnPassages {
  return { version: () => withdrawalsVersion(read), all: () => withdrawals(read) };
}
