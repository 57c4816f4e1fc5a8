import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Shelf } from '../answering/likeness.js';
import type { Config } from './config.js';
import { cacheFolder } from './knowledge-folders.js';

const PREFIX = 'learnt-';
/** Two are in use, and two may have been before the texts changed. */
const KEPT = 4;

const modified = (folder: string, name: string): number => statSync(join(folder, name)).mtimeMs;

/** What was learnt from the examples, in the cache folder: the newest few files. */
export function learntShelf(config: Config): Shelf {
  const folder = cacheFolder(config);
  return {
    get(key) {
      try {
        return deserialize(readFileSync(join(folder, `${PREFIX}${key}`)));
      } catch {
        return undefined; // absent, cut off, or written by another Node: learnt again
      }
    },
    put(key, value) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const kept = readdirSync(folder).filter((name) => name.startsWith(PREFIX));
        const oldest = kept.sort((a, b) => modified(folder, a) - modified(folder, b)).slice(0, -KEPT);
        const file = join(folder, `${PREFIX}${key}`);
        writeFileSync(`${file}.new`, serialize(value), { mode: 0o600 });
        renameSync(`${file}.new`, file);
        for (const name of oldest) rmSync(join(folder, name), { force: true });
      } catch {
        // without a folder to keep it in, it is learnt again
      }
    },
  };
}
