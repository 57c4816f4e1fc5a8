import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Overlaid, secretSettings } from './config-environment.js';
import type { ConfigFault, SettingPath } from './config-faults.js';
import { type Branch, valueAt, withValue } from './config-tree.js';

interface Resolved {
  readonly tree: Branch;
  readonly faults: readonly ConfigFault[];
}

/** A secret as a mounted file holds it: a last line break does not belong to it. */
function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

/** Of two ways to give a secret only one may be used; and what opens the tips is never written into the file itself. */
function misplaced(
  overlaid: Overlaid,
  path: readonly string[],
  beside: readonly string[],
): Omit<ConfigFault, 'where'> | undefined {
  if (valueAt(overlaid.tree, path) === undefined) return undefined;
  if (valueAt(overlaid.tree, beside) !== undefined)
    return { expected: `和 ${beside.join('.')} 只能写一个`, remedy: '删去其中一个' };
  if (path[0] === 'secrets' && overlaid.variableOf(path) === undefined)
    return { expected: '口令不能写在配置文件里', remedy: `改用 ${beside.join('.')} 或环境变量，并换一个新口令` };
  return undefined;
}

/** Puts the content of each `…File` in its place. `folder` is where relative paths of the file start. */
export function resolveSecrets(overlaid: Overlaid, folder: string, where: (path: SettingPath) => string): Resolved {
  const faults: ConfigFault[] = [];
  let tree = overlaid.tree;
  for (const path of secretSettings) {
    const beside = [...path.slice(0, -1), `${path.at(-1)}File`];
    const wrong = misplaced(overlaid, path, beside);
    if (wrong) faults.push({ where: where(path), ...wrong });
    const file = valueAt(tree, beside);
    if (typeof file !== 'string' || wrong) continue;
    const secret = readSecret(resolve(folder, file));
    tree = withValue(tree, beside, undefined);
    if (secret) tree = withValue(tree, path, secret);
    else
      faults.push({
        where: where(beside),
        found: file,
        expected: secret === undefined ? '读不到这个文件' : '文件是空的',
        remedy: '检查路径和读取权限，文件里只写口令或密钥',
      });
  }
  return { tree, faults };
}
