import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { YiwenError } from '../lib/errors.js';

/**
 * Makes a folder that only its owner can enter.
 * @throws YiwenError `storage.folder-unusable`
 */
export function preparePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (cause) {
    throw new YiwenError(
      'storage.folder-unusable',
      `数据目录无法使用：${folder}`,
      '请检查目录是否存在、当前用户是否有读写权限，或用 YIWEN_DATA 指定另一个目录',
      { cause },
    );
  }
}

/** Makes an empty file that only its owner can read, or tightens the one that is there. */
export function preparePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}
