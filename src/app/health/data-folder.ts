import { mkdtemp, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bad, type Check, good, warning } from './check.js';

export interface FolderState {
  readonly exists: boolean;
  /** Whether a file can be made in it, or in the nearest folder above that is there. */
  readonly writable: boolean;
  /** Whether others than the owner may enter; false where the system does not tell. */
  readonly open: boolean;
  /** Bytes that may still be written. */
  readonly free: number;
}

/** The path itself where anything is there, even a file in its place; otherwise the nearest one above that is. */
async function nearest(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found || dirname(path) === path ? path : nearest(dirname(path));
}

/** Tried rather than asked: a mode of its own says little about network drives and containers. */
async function canWrite(folder: string): Promise<boolean> {
  try {
    await rmdir(await mkdtemp(join(folder, '.doctor-')));
    return true;
  } catch {
    return false;
  }
}

export async function folderState(folder: string): Promise<FolderState> {
  const there = await nearest(folder);
  const exists = there === folder;
  const [writable, { mode }, { bavail, bsize }] = await Promise.all([canWrite(there), stat(there), statfs(there)]);
  const open = exists && process.platform !== 'win32' && (mode & 0o077) !== 0;
  return { exists, writable, open, free: bavail * bsize };
}

const megabyte = 1024 * 1024;

export function checkDataFolder(folder: string, { exists, writable, open, free }: FolderState): readonly Check[] {
  const title = '数据文件夹';
  const place = !writable
    ? bad(title, `${folder} 不能写入`, '改文件夹的权限，或用 YIWEN_DATA 换一个')
    : open
      ? warning(title, `${folder} 别的账户也能进入`, `运行 chmod 700 ${folder}`)
      : good(title, exists ? folder : `${folder}，第一次使用时新建`);
  const room = `还剩 ${Math.floor(free / megabyte)} MB`;
  const disk =
    free < 100 * megabyte
      ? bad('磁盘', room, '清理磁盘：写不下时举报和评价会保存失败')
      : free < 1024 * megabyte
        ? warning('磁盘', room, '尽快清理磁盘')
        : good('磁盘', room);
  return [place, disk];
}
