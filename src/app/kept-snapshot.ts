import { readSnapshot, type Snapshot } from '../retrieval/snapshot/read-snapshot.js';
import { currentId } from './built-from.js';
import type { Config } from './config.js';
import { indexFolder } from './knowledge-folders.js';

/** Read once a snapshot: it takes a tenth of a second, and the shelf is looked at more often than it changes. */
export function keptSnapshot(config: Config): () => Promise<Snapshot> {
  let kept: { readonly id: string; readonly snapshot: Snapshot } | undefined;
  return async () => {
    const id = await currentId(config);
    if (id !== '' && kept?.id === id) return kept.snapshot;
    const snapshot = await readSnapshot(indexFolder(config), () => {});
    kept = { id, snapshot };
    return snapshot;
  };
}
