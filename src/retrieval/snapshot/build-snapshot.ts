import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chunk, SourceDocument } from '../../domain/passage.js';
import { type Clock, systemClock } from '../../lib/clock.js';
import { YiwenError } from '../../lib/errors.js';
import type { Embedder } from '../embedder.js';
import type { SnapshotInfo } from '../knowledge-base.js';
import { LexicalBuilder } from '../lexical/lexical-builder.js';
import { writeLexicalIndex } from '../lexical/lexical-file.js';
import type { Lexicon } from '../lexicon.js';
import { writeHnswIndex } from '../vectors/hnsw-index.js';
import { draftName, removeDeadDrafts } from './drafts.js';
import { FORMAT, type Manifest, snapshotFiles } from './manifest.js';
import { publishSnapshot, writeDurably } from './publish-snapshot.js';

/** Texts are embedded in batches of this size, which endpoints take. */
const BATCH = 64;

export interface SnapshotContents {
  readonly documents: readonly SourceDocument[];
  readonly chunks: readonly Chunk[];
  readonly lexicon: Lexicon;
  readonly embedder: Embedder;
  /** Holds one folder a snapshot, and the file CURRENT that names the one in use. */
  readonly folder: string;
  readonly clock?: Clock;
}

/** A whole snapshot that is not in use yet: it can be opened, tried, and put in use or thrown away. */
export interface SnapshotDraft {
  readonly info: SnapshotInfo;
  /** Its folder, until it is published. */
  readonly home: string;
  /** Puts it in use in one step: whoever opens the folder meanwhile gets the one before. */
  publish(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Writes a whole snapshot beside the one in use.
 * @throws whatever the embedder or the file system throws; nothing is left behind then
 */
export async function draftSnapshot(contents: SnapshotContents): Promise<SnapshotDraft> {
  const { documents, chunks, lexicon, embedder, folder, clock = systemClock } = contents;
  const builtAt = clock.now().toISOString();
  const id = `${builtAt.replace(/\D/g, '').slice(0, 17)}-${randomBytes(4).toString('hex')}`;
  const home = join(folder, draftName(id));
  await removeDeadDrafts(folder);
  await mkdir(home, { recursive: true });
  const discard = () => rm(home, { recursive: true, force: true });
  try {
    await writeLines(join(home, snapshotFiles.documents), documents);
    await writeLines(join(home, snapshotFiles.chunks), chunks);
    await writeFile(join(home, snapshotFiles.lexicon), JSON.stringify(lexicon));
    await writeLexicalIndex(join(home, snapshotFiles.lexical), indexChunks(chunks));
    const vectors = await embedAll(chunks, embedder);
    await writeFile(join(home, snapshotFiles.vectors), new Uint8Array(vectors.buffer));
    await writeHnswIndex(join(home, snapshotFiles.graph), vectors, embedder.dimension);
    const info: SnapshotInfo = {
      id,
      builtAt,
      documents: documents.length,
      chunks: chunks.length,
      places: [...new Set(chunks.map(({ place }) => place))].filter((place) => place !== '').sort(),
      embedding: { model: embedder.model, dimension: embedder.dimension, count: chunks.length },
    };
    await writeManifest(home, info);
    return { info, home, publish: () => publishSnapshot(folder, home, id), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Writes a whole snapshot and puts it in use. */
export async function buildSnapshot(contents: SnapshotContents): Promise<SnapshotInfo> {
  const { info, publish } = await draftSnapshot(contents);
  await publish();
  return info;
}

/** What of a chunk is searched: its titles, its text, the table rows made readable, and how people ask for it. */
export function indexChunks(chunks: readonly Chunk[]) {
  const builder = new LexicalBuilder();
  for (const chunk of chunks) builder.add(searchedTitle(chunk), searchedText(chunk));
  return builder.finish();
}

function searchedTitle({ title, headings, article }: Chunk): string {
  return [...new Set([title, ...headings, article ?? ''])].filter((part) => part !== '').join(' ');
}

function searchedText({ text, rows = [], asks = [] }: Chunk): string {
  return [text, ...rows, ...asks].join('。');
}

async function embedAll(chunks: readonly Chunk[], embedder: Embedder): Promise<Float32Array> {
  const vectors = new Float32Array(chunks.length * embedder.dimension);
  for (let from = 0; from < chunks.length; from += BATCH) {
    const texts = chunks.slice(from, from + BATCH).map((chunk) => `${searchedTitle(chunk)}\n${searchedText(chunk)}`);
    const embedded = await embedder.embed(texts, 'document');
    texts.forEach((_, at) => {
      const vector = embedded[at];
      if (vector?.length !== embedder.dimension) throw wrongDimension(embedder, vector?.length ?? 0);
      vectors.set(vector, (from + at) * embedder.dimension);
    });
  }
  return vectors;
}

function wrongDimension({ model, dimension }: Embedder, got: number): YiwenError {
  return new YiwenError(
    'retrieval.embedding-mismatch',
    `向量模型 ${model} 给出 ${got} 维，配置写的是 ${dimension} 维`,
    '核对配置里的向量维数，再重新运行 npx yiwen index',
  );
}

async function writeLines(path: string, rows: readonly unknown[]): Promise<void> {
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function writeManifest(home: string, info: SnapshotInfo): Promise<void> {
  const files: Manifest['files'] = {};
  for (const name of await readdir(home)) {
    const bytes = await readFile(join(home, name));
    files[name] = { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
  const manifest: Manifest = { format: FORMAT, ...info, places: [...info.places], files };
  await writeDurably(join(home, snapshotFiles.manifest), JSON.stringify(manifest, null, 2));
}
