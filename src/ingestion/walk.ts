import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { YiwenError } from '../lib/errors.js';

/** A file to read, or a path that could not be looked at. */
export type Found =
  | { readonly status: 'file'; readonly file: FoundFile }
  | { readonly status: 'failed'; readonly path: string; readonly error: YiwenError };

export interface FoundFile {
  /** Where it is on the disk. */
  readonly absolute: string;
  /** Relative to its root, forward slashes; begins with the root's name when there are several roots. */
  readonly path: string;
  readonly bytes: number;
  /** Absolute folders from the root down to the file's own, whose folder.yaml count. */
  readonly folders: readonly string[];
}

const IGNORED = /^(?:\..*|~\$.*|README\.md|Thumbs\.db|desktop\.ini|.*\.ya?ml)$/i;

/**
 * The files under the given folders and files, sorted by path. Left out: dot files, README.md, office lock files, and
 * all YAML (front matter of other files, defaults of folders, and what other parts of the house keep beside the texts).
 * @param ignored names to leave out instead
 */
export async function findFiles(paths: readonly string[], ignored = IGNORED): Promise<readonly Found[]> {
  const prefixes = prefixesOf(paths);
  const found: Found[] = [];
  for (const [i, path] of paths.entries()) found.push(...(await findUnder(path, prefixes[i] ?? '', ignored)));
  return found;
}

async function findUnder(root: string, prefix: string, ignored: RegExp): Promise<readonly Found[]> {
  const absolute = resolve(root);
  const info = await stat(absolute).catch(() => undefined);
  if (info === undefined) return [{ status: 'failed', path: root, error: notFound() }];
  if (!info.isDirectory()) {
    const file = { absolute, path: basename(absolute), bytes: info.size, folders: [dirname(absolute)] };
    return [{ status: 'file', file: { ...file, path: prefix === '' ? file.path : prefix } }];
  }
  const found = await walkFolder(absolute, [absolute], new Set(), ignored);
  return found.map((each) => rename(each, (path) => slashed(join(prefix, relative(absolute, path)))));
}

async function walkFolder(
  folder: string,
  folders: readonly string[],
  seen: Set<string>,
  ignored: RegExp,
): Promise<readonly Found[]> {
  const real = await realpath(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return [{ status: 'failed', path: folder, error: unreadable() }];
  const found: Found[] = [];
  for (const name of names.filter((each) => !ignored.test(each)).sort()) {
    const absolute = join(folder, name);
    const info = await stat(absolute).catch(() => undefined);
    if (info === undefined) found.push({ status: 'failed', path: absolute, error: unreadable() });
    else if (info.isDirectory()) found.push(...(await walkFolder(absolute, [...folders, absolute], seen, ignored)));
    else if (info.isFile()) {
      found.push({ status: 'file', file: { absolute, path: absolute, bytes: info.size, folders } });
    }
  }
  return found;
}

function rename(found: Found, to: (path: string) => string): Found {
  return found.status === 'file'
    ? { ...found, file: { ...found.file, path: to(found.file.path) } }
    : { ...found, path: to(found.path) };
}

/** One root needs no prefix; several carry their base names, numbered where two are the same. */
function prefixesOf(paths: readonly string[]): readonly string[] {
  if (paths.length === 1) return [''];
  const names = paths.map((path) => basename(resolve(path)));
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${before + 1}-${name}`;
  });
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function notFound(): YiwenError {
  return new YiwenError('ingestion.not-found', '没有这个文件或文件夹', '请检查路径是否写对。');
}

function unreadable(): YiwenError {
  return new YiwenError('ingestion.no-access', '没有权限读取', '请检查文件的读取权限，或快捷方式指向的文件是否还在。');
}
