import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.js';
import { indexFolder } from './knowledge-folders.js';

const FILE = 'built-from.json';
const builtFromSchema = z.object({ fingerprint: z.string(), paths: z.array(z.string()) });

/** What a snapshot was built from: by this a second run knows whether anything changed. */
export type BuiltFrom = z.infer<typeof builtFromSchema>;

/** The id of the snapshot in use; '' where there is none. */
export async function currentId(config: Config): Promise<string> {
  return (await readFile(join(indexFolder(config), 'CURRENT'), 'utf8').catch(() => '')).trim();
}

/** What the snapshot in use was built from; undefined where there is none, or it came about otherwise. */
export async function builtFrom(config: Config): Promise<BuiltFrom | undefined> {
  const id = await currentId(config);
  if (id === '') return undefined;
  const text = await readFile(join(indexFolder(config), id, FILE), 'utf8').catch(() => '');
  try {
    return builtFromSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Kept in the snapshot's own folder, so that both come into use in the same step. */
export async function noteBuiltFrom(snapshotHome: string, built: BuiltFrom): Promise<void> {
  await writeFile(join(snapshotHome, FILE), JSON.stringify(built));
}

/** Whether a snapshot is in use, whatever it was built from. */
export async function hasSnapshot(config: Config): Promise<boolean> {
  return (await currentId(config)) !== '';
}

/** The paths that `index` was given last, so that refreshing keeps to them; the configured folders otherwise. */
export async function pathsInUse(config: Config): Promise<readonly string[]> {
  return (await builtFrom(config))?.paths ?? config.knowledgeFolders;
}
