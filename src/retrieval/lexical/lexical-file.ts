import { readFile, writeFile } from 'node:fs/promises';
import { type LexicalArrays, type LexicalIndex, lexicalIndex } from './lexical-index.js';

/** Order and element type of the arrays in a file. */
const layout = {
  keys: Uint32Array,
  slots: Uint32Array,
  starts: Uint32Array,
  documents: Uint32Array,
  unitStarts: Uint32Array,
  units: Uint16Array,
  titleLengths: Uint16Array,
  peaks: Uint8Array,
  impacts: Uint8Array,
  authorities: Uint8Array,
} as const;

const MAGIC = 0x59575832;
const names = Object.keys(layout) as (keyof typeof layout)[];

/** Saves an index: a magic number, the length of each array in bytes, then the arrays from multiples of 8. Little endian. */
export async function writeLexicalIndex(path: string, { arrays }: LexicalIndex): Promise<void> {
  const header = Uint32Array.from([MAGIC, ...names.map((name) => arrays[name].byteLength)]);
  const parts: Uint8Array[] = [bytesOf(header), padding(header.byteLength)];
  for (const name of names) parts.push(bytesOf(arrays[name]), padding(arrays[name].byteLength));
  await writeFile(path, parts);
}

/**
 * Opens a saved index; its arrays are views of the one buffer read, nothing is parsed or copied.
 * @throws Error when the file is not such an index or is cut short; the snapshot tells it in people's words
 */
export async function openLexicalIndex(path: string): Promise<LexicalIndex> {
  const file = await readFile(path);
  // A small read may come from a shared pool at an odd offset, which 32-bit views do not take.
  const buffer = file.byteOffset === 0 ? file.buffer : Uint8Array.from(file).buffer;
  const headerLength = (names.length + 1) * 4;
  if (file.byteLength < headerLength) throw new Error('lexical index cut short');
  const header = new Uint32Array(buffer, 0, names.length + 1);
  if (header[0] !== MAGIC) throw new Error('not a lexical index');
  let offset = headerLength + padding(headerLength).byteLength;
  const read: Partial<Record<keyof LexicalArrays, Uint32Array | Uint16Array | Uint8Array>> = {};
  names.forEach((name, at) => {
    const bytes = header[at + 1] as number;
    if (offset + bytes > file.byteLength) throw new Error('lexical index cut short');
    const View = layout[name];
    read[name] = new View(buffer, offset, bytes / View.BYTES_PER_ELEMENT);
    offset += bytes + padding(bytes).byteLength;
  });
  return lexicalIndex(read as unknown as LexicalArrays);
}

function bytesOf(array: Uint32Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function padding(length: number): Uint8Array {
  return new Uint8Array((8 - (length % 8)) % 8);
}
