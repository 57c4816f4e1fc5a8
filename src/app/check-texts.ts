import { join, resolve } from 'node:path';
import { checkKnowledge } from '../ingestion/check/check-knowledge.js';
import type { Finding } from '../ingestion/check/finding.js';
import type { Config } from './config.js';

/** What is wrong with the texts at the paths, or else in the configured folders. */
export async function checkTexts(config: Config, paths: readonly string[]): Promise<readonly Finding[]> {
  const checked = paths.length > 0 ? paths : config.knowledgeFolders;
  return checkKnowledge({
    paths: checked.map((path) => resolve(path)),
    cacheFolder: join(config.dataFolder, 'cache'),
  });
}
