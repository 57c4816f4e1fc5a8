import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ConfigFault, SettingPath } from './config-faults.js';
import { type Branch, type ParsedFile, parseTree } from './config-tree.js';

const fileName = 'yiwen.config.yaml';

/** The file as read; absent where there is none, with its faults where it cannot be. */
interface Source {
  readonly file?: string;
  readonly parsed: ParsedFile;
}

/** @param path `--config`; without one a file in the working folder may lie there or not */
export function readSource(path: string | undefined, workingFolder: string): Source {
  const file = resolve(workingFolder, path ?? fileName);
  const name = basename(file);
  const empty = parseTree('', name);
  const failed = (expected: string, remedy: string): Source => ({
    parsed: { ...empty, faults: [{ where: `配置文件 ${file}`, expected, remedy }] },
  });
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return { file, parsed: parseTree(text, name) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' && path === undefined) return { parsed: empty };
    if (code === 'ENOENT') return failed('没有这个文件', '改正 --config 或 YIWEN_CONFIG 指的路径');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return failed('应是 UTF-8 编码', '用记事本另存为，编码选 UTF-8');
    if (code === 'EISDIR') return failed('这是文件夹', '写到文件为止');
    return failed(`读不了（${code}）`, '检查文件的读取权限');
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Folders that are named must be there; the data folder is made when it is first needed. */
export function folderFaults(tree: Branch, base: string, where: (path: SettingPath) => string): ConfigFault[] {
  const folders = tree.knowledgeFolders;
  const named: (readonly [SettingPath, unknown])[] = Array.isArray(folders)
    ? folders.map((folder, index) => [['knowledgeFolders', index], folder] as const)
    : [[['knowledgeFolders'], folders]];
  return [...named, [['promptsFolder'], tree.promptsFolder] as const].flatMap(([path, folder]) => {
    if (typeof folder !== 'string' || isFolder(resolve(base, folder))) return [];
    const expected = '没有这个文件夹';
    return [{ where: where(path), found: resolve(base, folder), expected, remedy: '改正路径，或先建好文件夹' }];
  });
}
