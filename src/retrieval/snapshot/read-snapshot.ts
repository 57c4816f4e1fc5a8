import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chunk, SourceDocument } from '../../domain/passage.js';
import { YiwenError } from '../../lib/errors.js';
import { openLexicalIndex } from '../lexical/lexical-file.js';
import type { LexicalIndex } from '../lexical/lexical-index.js';
import type { Lexicon } from '../lexicon.js';
import { isDraft } from './drafts.js';
import { CURRENT, type Manifest, manifestSchema, snapshotFiles } from './manifest.js';

/** A snapshot as read; vectors are opened apart, since they may need the native library. */
export interface Snapshot {
  readonly home: string;
  readonly manifest: Manifest;
  readonly documents: readonly SourceDocument[];
  readonly chunks: readonly Chunk[];
  readonly lexicon: Lexicon;
  readonly lexical: LexicalIndex;
}

/**
 * Reads the snapshot in use, or the newest whole one before it when that is damaged, which is warned of.
 * @throws YiwenError `retrieval.no-snapshot` when there is none, `retrieval.snapshot-damaged` when none is whole
 */
export async function readSnapshot(folder: string, warn: (message: string) => void): Promise<Snapshot> {
  const ids = await snapshotIds(folder);
  if (ids.length === 0) {
    throw new YiwenError('retrieval.no-snapshot', '还没有建立知识索引', '请运行 npx yiwen index');
  }
  let damage: unknown;
  for (const id of ids) {
    try {
      const snapshot = await readWhole(join(folder, id));
      if (damage !== undefined) warn(`当前索引已损坏，改用较早的索引 ${id}；请重新运行 npx yiwen index`);
      return snapshot;
    } catch (error) {
      damage ??= error;
    }
  }
  throw new YiwenError('retrieval.snapshot-damaged', '知识索引已损坏，无法读取', '请重新运行 npx yiwen index', {
    cause: damage,
  });
}

/** Reads a draft from its own folder. Throws what a damaged one gives: there is nothing to fall back to. */
export const readDraft = (home: string): Promise<Snapshot> => readWhole(home);

/** The one in use first, then the others from the newest. */
async function snapshotIds(folder: string): Promise<string[]> {
  const current = await readFile(join(folder, CURRENT), 'utf8').catch(() => '');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const ids = entries.filter((entry) => entry.isDirectory() && !isDraft(entry.name)).map(({ name }) => name);
  const others = ids.filter((id) => id !== current.trim()).sort((a, b) => (a < b ? 1 : -1));
  return current.trim() === '' ? others : [current.trim(), ...others];
}

async function readWhole(home: string): Promise<Snapshot> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(home, snapshotFiles.manifest), 'utf8')));
  await Promise.all(Object.entries(manifest.files).map(([name, expected]) => checkFile(join(home, name), expected)));
  const [documents, chunks, lexicon, lexical] = await Promise.all([
    readLines<SourceDocument>(join(home, snapshotFiles.documents)),
    readLines<Chunk>(join(home, snapshotFiles.chunks)),
    readFile(join(home, snapshotFiles.lexicon), 'utf8').then((text) => JSON.parse(text) as Lexicon),
    openLexicalIndex(join(home, snapshotFiles.lexical)),
  ]);
  if (lexical.size !== chunks.length || manifest.chunks !== chunks.length) throw new Error('counts differ');
  return { home, manifest, documents, chunks, lexicon, lexical };
}

async function checkFile(path: string, expected: { bytes: number; sha256: string }): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.byteLength !== expected.bytes || createHash('sha256').update(bytes).digest('hex') !== expected.sha256) {
    throw new Error(`${path} is not what was written`);
  }
}

/** Lines that this program wrote and whose hash was just checked: parsed, not validated again. */
async function readLines<Row>(path: string): Promise<Row[]> {
  const text = await readFile(path, 'utf8');
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Row);
}
