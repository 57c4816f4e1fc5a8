import { readFileSync, statSync } from 'node:fs';
import { YiwenError } from '../lib/errors.js';
import { askHidden } from './hidden-input.js';

/**
 * A password from a file that only its owner can read, or typed without being shown.
 * @throws YiwenError `usage.password-file-open`, `usage.no-password-file`
 */
export async function givenPassword(login: string, file: string | undefined): Promise<string> {
  if (file === undefined) return askHidden(`${login} 的口令：`);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new YiwenError('usage.no-password-file', `没有口令文件 ${file}`, '请检查路径。');
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new YiwenError('usage.password-file-open', `口令文件 ${file} 别人也能读`, `请先运行 chmod 600 ${file}。`);
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}
