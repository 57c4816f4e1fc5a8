import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtractedDocument } from './format.js';

/** Raised whenever a format or the outline reads files differently: older entries are then read again. */
const VERSION = 2;

/** What was extracted from one file's bytes. */
export interface CacheEntry {
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  /** The format that read them. */
  readonly format: string;
  readonly extracted: ExtractedDocument;
}

interface StoredEntry extends CacheEntry {
  readonly version: number;
}

/** Extractions of an earlier run by content hash and format. A missing or damaged cache is an empty one. */
export async function openCache(folder: string): Promise<ReadonlyMap<string, CacheEntry>> {
  const content = await readFile(fileIn(folder), 'utf8').catch(() => '');
  const entries = content.split('\n').flatMap((line) => parseEntry(line) ?? []);
  return new Map(entries.map((entry) => [cacheKey(entry.hash, entry.format), entry]));
}

/** Replaces the cache in one step: a reader sees the old one or the new one. */
export async function saveCache(folder: string, entries: Iterable<CacheEntry>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines = [...entries].map((entry) => JSON.stringify({ version: VERSION, ...entry }));
  const draft = `${fileIn(folder)}.${process.pid}.new`;
  await writeFile(draft, lines.map((line) => `${line}\n`).join(''));
  await rename(draft, fileIn(folder));
}

export function cacheKey(hash: string, format: string): string {
  return `${format}:${hash}`;
}

function fileIn(folder: string): string {
  return join(folder, 'extracted.jsonl');
}

function parseEntry(line: string): CacheEntry | undefined {
  try {
    const entry = JSON.parse(line) as StoredEntry;
    return entry.version === VERSION && typeof entry.extracted.text === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}
