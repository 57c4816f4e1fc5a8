import { readFile } from 'node:fs/promises';
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
