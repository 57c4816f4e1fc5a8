import { readFile } from 'node:fs/promises';
import { findFiles } from '../walk.js';

/** All but Markdown and YAML; README.md is no knowledge. */
const OTHERS = /^(?:\..*|README\.md|(?!.*\.(?:md|markdown|ya?ml)$).*\..*)$/i;

/** Markdown and YAML files as they are on the disk, by the paths that ingestion gives them. */
export async function sourceFiles(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await findFiles(paths, OTHERS);
  const sources = new Map<string, string>();
  for (const each of found) {
    if (each.status !== 'file' || !/\.(?:md|markdown|ya?ml)$/i.test(each.file.path)) continue;
    const source = await readFile(each.file.absolute, 'utf8').catch(() => undefined);
    if (source !== undefined) sources.set(each.file.path, source.replace(/\r\n?/g, '\n'));
  }
  return sources;
}
