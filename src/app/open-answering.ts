import { chinaDay, systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { Embedder } from '../retrieval/embedder.js';
import type { Store } from '../storage/store.js';
import { hasSnapshot, pathsInUse } from './built-from.js';
import type { Config } from './config.js';
import { type ConfiguredAnswering, configuredAnswering } from './configured-answering.js';
import { chooseEmbedder } from './embedding.js';
import { type IndexReport, indexKnowledge } from './index-knowledge.js';
import { readKnowledgeData } from './knowledge-data.js';
import { type Library, openLibrary } from './library.js';
import { openRecords } from './records.js';
import { withdrawnIn } from './withdrawn.js';

export interface OpenOptions {
  readonly config: Config;
  readonly warn: (message: string) => void;
  /** `stale` reads the texts and builds a new snapshot if they changed; `missing` builds one only where there is none. */
  readonly build: 'stale' | 'missing';
  readonly follow?: boolean;
  /** Told after another snapshot came into use. */
  readonly onSwap?: () => void;
  /** Learn and load now what the first question would wait for. */
  readonly warm?: boolean;
  readonly onIndexed?: (report: IndexReport) => void;
  readonly log?: Log;
  /** Where withdrawals stand; the records are opened for it when absent. */
  readonly store?: Store;
}

export interface OpenAnswering extends ConfiguredAnswering {
  readonly library: Library;
}

/** A new snapshot that answers worse is no reason not to serve: the one in use goes on. */
async function ensureSnapshot(options: OpenOptions, embedder: Embedder, store: Store): Promise<void> {
  const { config, build, onIndexed, warn } = options;
  const [paths, present] = await Promise.all([pathsInUse(config), hasSnapshot(config)]);
  if (build === 'missing' && present) return;
  try {
    const report = await indexKnowledge({ config, embedder, paths, store });
    onIndexed?.(report);
  } catch (error) {
    if (!present || !(error instanceof YiwenError) || error.code !== 'index.regression') throw error;
    warn(`${error.message}。原来的资料照常使用。${error.remedy}`);
  }
}

/** Goes the longest way: no rule's words, no text that holds it, so that the examples are learned too. */
const heldNowhere = '窗前的花开了没有';

/** Everything that answering needs, opened and wired. Close the library when done. */
export async function openAnswering(options: OpenOptions): Promise<OpenAnswering> {
  const { config, warn, follow = false, warm = false, log, onSwap } = options;
  const own = options.store ? undefined : (await openRecords(config)).store;
  const store = options.store ?? (own as Store);
  const embedder = await chooseEmbedder(config);
  await ensureSnapshot(options, embedder, store);
  const [library, data] = await Promise.all([
    openLibrary({ config, embedder, warn, follow, withdrawn: withdrawnIn(store.read), ...(onSwap ? { onSwap } : {}) }),
    readKnowledgeData(config),
  ]);
  const configured = await configuredAnswering(config, data, () => library.current(), log);
  if (warm) await configured.answering.extract({ question: heldNowhere, asOf: chinaDay(systemClock.now()) });
  const close = async () => {
    library.close();
    await own?.close();
  };
  return { ...configured, library: { ...library, close } };
}
