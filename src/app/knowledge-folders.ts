import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.js';

export const indexFolder = (config: Config) => join(config.dataFolder, 'index');
export const cacheFolder = (config: Config) => join(config.dataFolder, 'cache');

/** A knowledge file of the first configured folder that has it; '' where none does. */
export async function knowledgeFile(config: Config, name: string): Promise<string> {
  for (const folder of config.knowledgeFolders) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}

/** The YAML files in a folder of every knowledge folder, `benefits/national.yaml`; a name that several have is one. */
export async function dataFilesIn(config: Config, name: string): Promise<readonly string[]> {
  const folders = config.knowledgeFolders.map((folder) => readdir(join(folder, name)).catch(() => []));
  const files = (await Promise.all(folders)).flat().filter((file) => /\.ya?ml$/i.test(file) && !file.startsWith('.'));
  return [...new Set(files)].sort().map((file) => `${name}/${file}`);
}
