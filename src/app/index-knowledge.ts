import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Chunk, SourceDocument } from '../domain/passage.js';
import { type Ingested, ingest, type Outcome } from '../ingestion/ingest.js';
import { YiwenError } from '../lib/errors.js';
import type { Embedder } from '../retrieval/embedder.js';
import type { SnapshotInfo } from '../retrieval/knowledge-base.js';
import { type Lexicon, parseLexicon } from '../retrieval/lexicon.js';
import { buildSnapshot } from '../retrieval/snapshot/build-snapshot.js';
import { FORMAT } from '../retrieval/snapshot/manifest.js';
import { readSnapshot } from '../retrieval/snapshot/read-snapshot.js';
import { preparePrivateFolder } from '../storage/data-folder.js';
import type { Config } from './config.js';

export interface IndexOptions {
  readonly config: Config;
  readonly embedder: Embedder;
  /** Instead of the configured folders. */
  readonly paths?: readonly string[];
  /** Reads and reports; writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly path: string }) => void;
}

export interface IndexReport {
  readonly status: 'built' | 'unchanged' | 'checked';
  readonly outcomes: readonly Outcome[];
  /** Files that failed now and speak on as they were in the last snapshot. */
  readonly carriedOver: readonly string[];
  readonly documents: number;
  readonly chunks: number;
  readonly snapshot?: SnapshotInfo;
}

export const indexFolder = (config: Config) => join(config.dataFolder, 'index');
const cacheFolder = (config: Config) => join(config.dataFolder, 'cache');
const builtFromFile = (config: Config) => join(indexFolder(config), 'BUILT-FROM.json');

/** A knowledge file of the first configured folder that has it; '' where none does. */
export async function knowledgeFile(config: Config, name: string): Promise<string> {
  for (const folder of config.knowledgeFolders) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}

interface Contents {
  readonly documents: readonly SourceDocument[];
  readonly chunks: readonly Chunk[];
  readonly carriedOver: readonly string[];
}

/** What failed now but was good in the last snapshot stays as it was: a broken upload takes no rule away. */
async function withLastGood(read: Ingested, config: Config): Promise<Contents> {
  const failed = new Set(read.outcomes.filter(({ status }) => status === 'failed').map(({ path }) => path));
  if (failed.size === 0) return { ...read, carriedOver: [] };
  const last = await readSnapshot(indexFolder(config), () => {}).catch(() => undefined);
  const documents = (last?.documents ?? []).filter(({ path }) => failed.has(path));
  const chunks = (last?.chunks ?? []).filter(({ path }) => failed.has(path));
  return {
    documents: [...read.documents, ...documents],
    chunks: [...read.chunks, ...chunks],
    carriedOver: documents.map(({ path }) => path),
  };
}

function fingerprintOf(contents: Contents, lexicon: Lexicon, embedder: Embedder): string {
  const parts = [FORMAT, contents.chunks, lexicon, embedder.model, embedder.dimension];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const builtFromSchema = z.object({ snapshot: z.string(), fingerprint: z.string(), paths: z.array(z.string()) });
type BuiltFrom = z.infer<typeof builtFromSchema>;

/** What the snapshot in use was built from; undefined when there is none, or it came about otherwise. */
async function builtFrom(config: Config): Promise<BuiltFrom | undefined> {
  const [built, current] = await Promise.all([
    readFile(builtFromFile(config), 'utf8').catch(() => ''),
    readFile(join(indexFolder(config), 'CURRENT'), 'utf8').catch(() => ''),
  ]);
  if (built === '') return undefined;
  const parsed = builtFromSchema.safeParse(JSON.parse(built));
  return parsed.success && parsed.data.snapshot === current.trim() ? parsed.data : undefined;
}

async function remember(config: Config, built: BuiltFrom): Promise<void> {
  const file = builtFromFile(config);
  await writeFile(`${file}.new`, JSON.stringify(built));
  await rename(`${file}.new`, file);
}

/** Whether a snapshot is in use, whatever it was built from. */
export async function hasSnapshot(config: Config): Promise<boolean> {
  return (await readFile(join(indexFolder(config), 'CURRENT'), 'utf8').catch(() => '')) !== '';
}

/** The paths that `index` was given last, so that refreshing keeps to them; the configured folders otherwise. */
export async function pathsInUse(config: Config): Promise<readonly string[]> {
  return (await builtFrom(config))?.paths ?? config.knowledgeFolders;
}

/**
 * Reads the texts and, when they say something else than the snapshot in use, builds a new one and swaps it in.
 * Throws `index.nothing` when not one file could be read: the last snapshot goes on serving.
 */
export async function indexKnowledge(options: IndexOptions): Promise<IndexReport> {
  const { config, embedder, dryRun = false, onProgress } = options;
  const paths = (options.paths ?? config.knowledgeFolders).map((path) => resolve(path));
  if (!dryRun) preparePrivateFolder(config.dataFolder);
  const read = await ingest({
    paths,
    cacheFolder: cacheFolder(config),
    dryRun,
    ...(onProgress ? { onProgress } : {}),
  });
  const contents = await withLastGood(read, config);
  const lexicon = parseLexicon(await knowledgeFile(config, 'lexicon.yaml'));
  const report = {
    outcomes: read.outcomes,
    carriedOver: contents.carriedOver,
    documents: contents.documents.length,
    chunks: contents.chunks.length,
  };
  if (dryRun) return { ...report, status: 'checked' };
  if (contents.chunks.length === 0) throw nothing(read.outcomes.length);
  const fingerprint = fingerprintOf(contents, lexicon, embedder);
  if ((await builtFrom(config))?.fingerprint === fingerprint) return { ...report, status: 'unchanged' };
  const { documents, chunks } = contents;
  const snapshot = await buildSnapshot({ documents, chunks, lexicon, embedder, folder: indexFolder(config) });
  await remember(config, { snapshot: snapshot.id, fingerprint, paths });
  return { ...report, status: 'built', snapshot };
}

function nothing(files: number): YiwenError {
  return new YiwenError(
    'index.nothing',
    files === 0 ? '没有找到可以索引的文件' : '没有一个文件能读出内容',
    '请检查路径和文件格式（md txt html docx pdf xlsx）；原来的索引照常使用。',
  );
}
