import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDraft } from './drafts.js';
import { CURRENT, snapshotFiles } from './manifest.js';

/** As many snapshots stay, so that a damaged or mistaken one can be gone back from. */
const KEPT = 3;

/**
 * Puts a finished draft in use. Whoever opens the folder meanwhile gets the snapshot before; a kill at any moment leaves
 * that one or the new one in use, with all that belongs to it.
 */
export async function publishSnapshot(folder: string, draft: string, id: string): Promise<void> {
  await writeDurably(join(draft, CURRENT), id);
  await rename(draft, join(folder, id));
  await rename(join(folder, id, CURRENT), join(folder, CURRENT));
  await removeOld(folder);
}

export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function removeOld(folder: string): Promise<void> {
  const finished: string[] = [];
  for (const name of await readdir(folder)) {
    const manifest = await stat(join(folder, name, snapshotFiles.manifest)).catch(() => undefined);
    if (manifest && !isDraft(name)) finished.push(name);
  }
  for (const name of finished.sort().slice(0, -KEPT)) await rm(join(folder, name), { recursive: true, force: true });
}
