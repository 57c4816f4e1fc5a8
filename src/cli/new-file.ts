import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { YiwenError } from '../lib/errors.js';

/**
 * Takes a file's name before the work begins, and fills it once there is something: nothing is overwritten, only the
 * owner can read it, and nothing is left behind when the work fails.
 * @throws YiwenError `usage.file-exists`, `usage.file-not-writable`, and what the work throws
 */
export async function writeNewFile<Result extends { readonly bytes: Buffer }>(
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = open(path);
  try {
    const result = await work();
    for (let at = 0; at < result.bytes.length; ) at += writeSync(file, result.bytes, at);
    return result;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    if (exists) throw new YiwenError('usage.file-exists', `${path} 已经有了，不会覆盖`, '请换一个文件名。', { cause });
    throw new YiwenError('usage.file-not-writable', `写不了 ${path}`, '请检查文件夹在不在、能不能写。', { cause });
  }
}
