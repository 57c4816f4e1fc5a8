import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { findFiles } from '../ingestion/walk.js';
import { YiwenError } from '../lib/errors.js';
import type { DraftFile } from '../services/knowledge/work.js';
import { preparePrivateFolder } from '../storage/data-folder.js';
import { pathsInUse } from './built-from.js';
import type { Config } from './config.js';

/** Where published uploads stand, below the last knowledge folder in use. */
const UPLOADED = 'uploaded';
const ID = /^[\w-]{10,64}$/;

/** A draft's own folder: its file, and beside it what was said of it. @throws YiwenError `knowledge.unknown-change` */
export function draftFolder(config: Config, id: string): string {
  if (ID.test(id)) return join(config.dataFolder, 'drafts', id);
  throw new YiwenError('knowledge.unknown-change', '没有这份草稿', '请回到知识库页再选');
}

export async function keepDraft(config: Config, id: string, { name, bytes, fields }: DraftFile): Promise<void> {
  const folder = draftFolder(config, id);
  preparePrivateFolder(join(config.dataFolder, 'drafts'));
  preparePrivateFolder(folder);
  await writeFile(join(folder, basename(name)), bytes, { mode: 0o600 });
  if (Object.keys(fields).length > 0)
    await writeFile(join(folder, `${basename(name)}.yaml`), stringify(fields), { mode: 0o600 });
}

/** Undoes a step. */
type Undo = () => Promise<void>;

/** Puts a draft's files into the last knowledge folder. Nothing is overwritten: names begin with the draft's id. */
export async function putIn(config: Config, id: string): Promise<{ readonly path: string; readonly undo: Undo }> {
  const from = draftFolder(config, id);
  const to = join(await liveFolder(config), UPLOADED);
  const names = await readdir(from).catch(() => []);
  const file = names.find((name) => !name.endsWith('.yaml'));
  if (!file) throw new YiwenError('knowledge.unknown-change', '草稿的文件不在了', '请重新上传');
  const undo = async () => {
    for (const name of names) await rm(join(to, name), { force: true });
  };
  try {
    await mkdir(to, { recursive: true });
    for (const name of names) await copyFile(join(from, name), join(to, name));
    return { path: `${UPLOADED}/${file}`, undo };
  } catch (cause) {
    await undo();
    throw notWritable(to, cause);
  }
}

/** Takes a document's files out; they are kept with the drafts, so that they can be put back. */
export async function takeOut(config: Config, path: string, id: string): Promise<Undo> {
  const found = (await findFiles(await pathsInUse(config))).find(
    (one) => one.status === 'file' && one.file.path === path,
  );
  if (found?.status !== 'file')
    throw new YiwenError('knowledge.unknown-document', `没有找到文件 ${path}`, '请刷新知识库页；可能已被别人移走');
  const aside = join(config.dataFolder, 'drafts', `removed-${id}`);
  preparePrivateFolder(aside);
  const files = [found.file.absolute, `${found.file.absolute}.yaml`];
  const moved: [from: string, to: string][] = [];
  const undo = async () => {
    for (const [from, to] of moved) await copyFile(to, from);
  };
  try {
    for (const from of files) {
      if (!(await stat(from).catch(() => undefined))) continue;
      const to = join(aside, basename(from));
      await copyFile(from, to);
      moved.push([from, to]);
      await rm(from);
    }
    return undo;
  } catch (cause) {
    await undo();
    throw notWritable(found.file.absolute, cause);
  }
}

async function liveFolder(config: Config): Promise<string> {
  for (const path of [...(await pathsInUse(config))].reverse())
    if ((await stat(path).catch(() => undefined))?.isDirectory()) return path;
  throw new YiwenError(
    'knowledge.no-folder',
    '没有可以放资料的文件夹',
    '请在配置的 knowledgeFolders 里写上本局的文件夹',
  );
}

function notWritable(path: string, cause: unknown): YiwenError {
  return new YiwenError(
    'knowledge.not-writable',
    `资料文件夹不能写入：${path}`,
    '请系统管理员改文件夹权限，或在配置的 knowledgeFolders 末尾加一个可写的文件夹',
    { cause },
  );
}
