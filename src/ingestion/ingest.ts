import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Chunk, SourceDocument } from '../domain/passage.js';
import { explain, YiwenError } from '../lib/errors.js';
import { type CacheEntry, cacheKey, openCache, saveCache } from './cache.js';
import { chunkDocument } from './chunk.js';
import { detectFormat } from './detect.js';
import { type Fields, parseFields } from './fields.js';
import type { Format } from './format.js';
import { formats as allFormats } from './formats/index.js';
import { documentProvenance } from './provenance.js';
import { type FoundFile, findFiles } from './walk.js';

/**
 * What became of one file. `unchanged`: its bytes were read before, and its text comes from the cache. `unfinished`: it
 * says of itself that something is still to be filled in, and is left out.
 */
export type Outcome =
  | { readonly status: 'unfinished'; readonly path: string; readonly chunks: 0; readonly note: string }
  | { readonly status: 'indexed' | 'unchanged'; readonly path: string; readonly chunks: number; readonly note?: string }
  | { readonly status: 'failed'; readonly path: string; readonly error: YiwenError };

export interface IngestOptions {
  /** Folders and files. With one, paths are told relative to it; with several they begin with its base name. */
  readonly paths: readonly string[];
  /** Keeps what was extracted, so that only changed files are parsed again. Made when missing. */
  readonly cacheFolder: string;
  /** Reads and reports, but writes nothing. */
  readonly dryRun?: boolean;
  /** After each file; `done` counts from 1. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly path: string }) => void;
  /** Bytes beyond which a file is refused unread. 50 MB. */
  readonly maxBytes?: number;
  readonly formats?: readonly Format[];
}

export interface Ingested {
  readonly documents: readonly SourceDocument[];
  readonly chunks: readonly Chunk[];
  /** One a file, in the order of their paths. */
  readonly outcomes: readonly Outcome[];
  /** SHA-256 over all chunks, hex: equal when a new snapshot would say the same as the old one. */
  readonly fingerprint: string;
}

interface Reading {
  readonly document: SourceDocument;
  readonly chunks: readonly Chunk[];
  readonly entry: CacheEntry;
  readonly outcome: Outcome;
}

/** Reads every file under the paths. A bad file becomes a failed outcome; the others go on. */
export async function ingest(options: IngestOptions): Promise<Ingested> {
  const cache = await openCache(options.cacheFolder);
  const found = await findFiles(options.paths);
  const readings: Reading[] = [];
  const outcomes: Outcome[] = [];
  for (const [i, each] of found.entries()) {
    const path = each.status === 'file' ? each.file.path : each.path;
    const reading = each.status === 'file' ? await attempt(each.file, cache, options) : each;
    if (reading.status === 'read') readings.push(reading.reading);
    outcomes.push(reading.status === 'read' ? reading.reading.outcome : outcomeOf(path, reading.error));
    options.onProgress?.({ done: i + 1, total: found.length, path });
  }
  if (!options.dryRun) await saveCache(options.cacheFolder, uniqueEntries(readings));
  const chunks = readings.flatMap((reading) => reading.chunks);
  return { documents: readings.map(({ document }) => document), chunks, outcomes, fingerprint: fingerprintOf(chunks) };
}

function outcomeOf(path: string, error: YiwenError): Outcome {
  const unfinished = error.code === 'knowledge.unfinished';
  return unfinished
    ? { status: 'unfinished', path, chunks: 0, note: explain(error) }
    : { status: 'failed', path, error };
}

function fingerprintOf(chunks: readonly Chunk[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(JSON.stringify(chunk));
  return hash.digest('hex');
}

type Attempt =
  | { readonly status: 'read'; readonly reading: Reading }
  | { readonly status: 'failed'; readonly error: YiwenError };

async function attempt(
  file: FoundFile,
  cache: ReadonlyMap<string, CacheEntry>,
  options: IngestOptions,
): Promise<Attempt> {
  try {
    return { status: 'read', reading: await readOne(file, cache, options) };
  } catch (error) {
    return { status: 'failed', error: error instanceof YiwenError ? error : unreadable(error) };
  }
}

async function readOne(
  file: FoundFile,
  cache: ReadonlyMap<string, CacheEntry>,
  options: IngestOptions,
): Promise<Reading> {
  const limit = options.maxBytes ?? 50_000_000;
  if (file.bytes > limit) throw tooLarge(file.bytes, limit);
  const bytes = await readFile(file.absolute);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const { format, note } = detectFormat(bytes, file.path, options.formats ?? allFormats);
  const cached = cache.get(cacheKey(hash, format.name));
  const extracted = cached?.extracted ?? (await format.read(bytes, file.path));
  if (extracted.text.trim() === '') throw noText();
  if (extracted.text.includes(UNFINISHED) || extracted.frontMatter?.source.includes(UNFINISHED)) throw unfinished();
  const said = {
    own: extracted.frontMatter
      ? parseFields(extracted.frontMatter.source, { path: file.path, line: extracted.frontMatter.line })
      : {},
    sidecar: await fieldsOf(`${file.absolute}.yaml`, `${file.path}.yaml`),
    folder: await folderFields(file),
  };
  const provenance = documentProvenance(extracted, said, basename(file.path, extname(file.path)));
  const document = { ...provenance, path: file.path, contentHash: hash, text: extracted.text };
  const chunks = chunkDocument(document, extracted.blocks);
  const status = cached ? 'unchanged' : 'indexed';
  const outcome = { status, path: file.path, chunks: chunks.length, ...(note !== undefined && { note }) } as const;
  return { document, chunks, entry: { hash, format: format.name, extracted }, outcome };
}

/** folder.yaml of every folder on the way; the inner one counts. A faulty one fails the files below: no wrong place. */
async function folderFields(file: FoundFile): Promise<Fields> {
  let fields: Fields = {};
  for (const folder of file.folders) {
    const { title: _, ...said } = await fieldsOf(join(folder, 'folder.yaml'), `${basename(folder)}/folder.yaml`);
    fields = { ...fields, ...said };
  }
  return fields;
}

async function fieldsOf(absolute: string, path: string): Promise<Fields> {
  const source = await readFile(absolute, 'utf8').catch(() => undefined);
  return source === undefined ? {} : parseFields(source, { path, line: 1 });
}

function uniqueEntries(readings: readonly Reading[]): Iterable<CacheEntry> {
  return new Map(readings.map(({ entry }) => [cacheKey(entry.hash, entry.format), entry])).values();
}

function tooLarge(bytes: number, limit: number): YiwenError {
  const megabytes = (count: number) => `${Math.ceil(count / 1_000_000)} MB`;
  return new YiwenError(
    'ingestion.too-large',
    `文件有 ${megabytes(bytes)}，超过 ${megabytes(limit)} 的上限`,
    '请拆分文件，或去掉图片后另存为文字版。',
  );
}

/** What a page says where somebody still has to write: see `knowledge/README.md`. */
export const UNFINISHED = '【待补】';

function unfinished(): YiwenError {
  return new YiwenError(
    'knowledge.unfinished',
    `还有${UNFINISHED}，没有写完，不会用来回答`,
    `请写好后删去所有${UNFINISHED}，再重新建立索引。`,
  );
}

function noText(): YiwenError {
  return new YiwenError(
    'ingestion.no-text',
    '文件里没有可以读出的文字，可能是扫描件或图片',
    '请提供文字版，或先做文字识别（OCR）后另存。',
  );
}

function unreadable(cause: unknown): YiwenError {
  return new YiwenError(
    'ingestion.unreadable',
    '文件无法读取，可能已损坏或没有下载完整',
    '请用原软件打开确认内容，另存一份后重试。',
    { cause },
  );
}
