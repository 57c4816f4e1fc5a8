import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Chunk, SourceDocument } from '../domain/passage.js';
import { type Ingested, ingest, type Outcome } from '../ingestion/ingest.js';
import { withSuccession } from '../ingestion/succession.js';
import { YiwenError } from '../lib/errors.js';
import type { Embedder } from '../retrieval/embedder.js';
import type { SnapshotInfo } from '../retrieval/knowledge-base.js';
import { type Lexicon, parseLexicon } from '../retrieval/lexicon.js';
import { draftSnapshot, type SnapshotDraft } from '../retrieval/snapshot/build-snapshot.js';
import { FORMAT } from '../retrieval/snapshot/manifest.js';
import { readSnapshot } from '../retrieval/snapshot/read-snapshot.js';
import { preparePrivateFolder } from '../storage/data-folder.js';
import { builtFrom, noteBuiltFrom } from './built-from.js';
import type { Config } from './config.js';
import { cacheFolder, indexFolder, knowledgeFile } from './knowledge-folders.js';
import { type Publishing, publish } from './publish-knowledge.js';

export interface DraftOptions {
  readonly config: Config;
  readonly embedder: Embedder;
  /** Instead of the configured folders. */
  readonly paths?: readonly string[];
  /** Reads and reports; writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly path: string }) => void;
}

export type IndexOptions = DraftOptions & Publishing;

export interface IndexReport {
  readonly status: 'built' | 'unchanged' | 'checked';
  readonly outcomes: readonly Outcome[];
  /** Files that failed now and speak on as they were in the last snapshot. */
  readonly carriedOver: readonly string[];
  readonly documents: number;
  readonly chunks: number;
  readonly snapshot?: SnapshotInfo;
}

interface Contents {
  readonly documents: readonly SourceDocument[];
  readonly chunks: readonly Chunk[];
  readonly carriedOver: readonly string[];
}

/** What failed now but was good in the last snapshot stays as it was: a broken upload takes no rule away. */
async function withLastGood(read: Ingested, config: Config): Promise<Contents> {
  const failed = new Set(read.outcomes.filter(({ status }) => status === 'failed').map(({ path }) => path));
  if (failed.size === 0) return { ...read, chunks: withSuccession(read.chunks), carriedOver: [] };
  const last = await readSnapshot(indexFolder(config), () => {}).catch(() => undefined);
  const documents = (last?.documents ?? []).filter(({ path }) => failed.has(path));
  const chunks = (last?.chunks ?? []).filter(({ path }) => failed.has(path));
  return {
    documents: [...read.documents, ...documents],
    chunks: withSuccession([...read.chunks, ...chunks]),
    carriedOver: documents.map(({ path }) => path),
  };
}

function fingerprintOf(contents: Contents, lexicon: Lexicon, embedder: Embedder): string {
  const parts = [FORMAT, contents.chunks, lexicon, embedder.model, embedder.dimension];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What reading the texts came to, with a draft where they say something else than the snapshot in use. */
interface Drafted {
  readonly report: IndexReport;
  readonly draft?: SnapshotDraft;
}

/**
 * Reads the texts and, when they say something else than the snapshot in use, builds a new one beside it.
 * Throws `index.nothing` when not one file could be read: the last snapshot goes on serving.
 */
export async function draftKnowledge(options: DraftOptions): Promise<Drafted> {
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
  const { documents, chunks, carriedOver } = contents;
  const sums = { outcomes: read.outcomes, carriedOver, documents: documents.length, chunks: chunks.length };
  if (dryRun) return { report: { ...sums, status: 'checked' } };
  if (chunks.length === 0) throw nothing(read.outcomes.length);
  const fingerprint = fingerprintOf(contents, lexicon, embedder);
  if ((await builtFrom(config))?.fingerprint === fingerprint) return { report: { ...sums, status: 'unchanged' } };
  const draft = await draftSnapshot({ documents, chunks, lexicon, embedder, folder: indexFolder(config) });
  await noteBuiltFrom(draft.home, { fingerprint, paths });
  return { report: { ...sums, status: 'built', snapshot: draft.info }, draft };
}

/**
 * Reads the texts and, when they changed, builds a new snapshot, has it examined by the configured question sets and
 * swaps it in.
 * Throws `index.nothing`, and `index.regression` when it answers worse than the accepted result: the last snapshot goes
 * on serving.
 */
export async function indexKnowledge(options: IndexOptions): Promise<IndexReport> {
  const { report, draft } = await draftKnowledge(options);
  if (draft) await publish(draft, options);
  return report;
}

function nothing(files: number): YiwenError {
  return new YiwenError(
    'index.nothing',
    files === 0 ? '没有找到可以索引的文件' : '没有一个文件能读出内容',
    '请检查路径和文件格式（md txt html docx pdf xlsx）；原来的索引照常使用。',
  );
}
