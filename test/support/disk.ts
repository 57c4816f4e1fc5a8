import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every byte below a folder, as a thief of the disk would read it: text in UTF-8 is searched as its bytes. */
export function bytesOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

/** A text as it would stand in `bytesOf`. */
export const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
