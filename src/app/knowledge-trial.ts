import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../domain/answer.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import { openKnowledgeBase } from '../retrieval/open-knowledge-base.js';
import type { Say } from '../services/knowledge/work.js';
import type { Store } from '../storage/store.js';
import { pathsInUse } from './built-from.js';
import type { Config } from './config.js';
import { configuredAnswering } from './configured-answering.js';
import { chooseEmbedder } from './embedding.js';
import { draftKnowledge } from './index-knowledge.js';
import { readKnowledgeData } from './knowledge-data.js';
import { draftFolder } from './knowledge-files.js';
import { cacheFolder, indexFolder } from './knowledge-folders.js';
import { withdrawnIn } from './withdrawn.js';

export type Trial = (question: string) => Promise<Answer>;

/**
 * Answers from the live texts and a draft. The snapshot is built in a temporary folder, read whole, and the folder
 * removed: nothing of it can come into use.
 */
export async function openTrial(config: Config, store: Store, id: string, say: Say): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'yiwen-draft-'));
  try {
    const own = { ...config, dataFolder: folder };
    await cp(cacheFolder(config), cacheFolder(own), { recursive: true }).catch(() => undefined);
    const embedder = await chooseEmbedder(config);
    const paths = [...(await pathsInUse(config)), draftFolder(config, id)];
    const onProgress = ({ done, total }: { done: number; total: number }) => say(`已读 ${done}/${total} 个文件`);
    const { draft } = await draftKnowledge({ config: own, embedder, paths, onProgress });
    const [knowledge, data] = await Promise.all([
      openKnowledgeBase({
        ...{ folder: indexFolder(own), embedder, warn: () => {}, withdrawn: withdrawnIn(store.read) },
        ...(draft ? { draft: draft.home } : {}),
      }),
      readKnowledgeData(config),
    ]);
    const { answering } = await configuredAnswering(config, data, () => knowledge);
    return async (question) => (await answering.extract({ question, asOf: chinaDay(systemClock.now()) })).answer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
