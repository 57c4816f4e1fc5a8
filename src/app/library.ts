import { type FSWatcher, watch } from 'node:fs';
import type { Embedder } from '../retrieval/embedder.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import { openKnowledgeBase } from '../retrieval/open-knowledge-base.js';
import type { WithdrawnPassages } from '../retrieval/withdrawn.js';
import type { Config } from './config.js';
import { indexFolder } from './knowledge-folders.js';

/** The knowledge in use. A snapshot that another process swaps in serves from the next question on. */
export interface Library {
  current(): KnowledgeBase;
  close(): void | Promise<void>;
}

export interface LibraryOptions {
  readonly config: Config;
  readonly embedder: Embedder;
  readonly warn: (message: string) => void;
  readonly withdrawn: WithdrawnPassages;
  /** Follow snapshots that are swapped in while this process runs. */
  readonly follow?: boolean;
  /** Told after another snapshot came into use. */
  readonly onSwap?: () => void;
}

/** A swap renames one file; what comes within this many milliseconds is one swap. */
const settleMs = 200;

/** Opens the snapshot in use. Throws `retrieval.no-snapshot` when there is none. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { config, embedder, warn, withdrawn, follow = false, onSwap } = options;
  const folder = indexFolder(config);
  const open = () => openKnowledgeBase({ folder, embedder, warn, withdrawn });
  let current = await open();
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function reopen(): Promise<void> {
    try {
      current = await open();
      onSwap?.();
    } catch (error) {
      warn(`新的知识索引打不开，继续使用原来的：${error instanceof Error ? error.message : String(error)}`);
    }
  }

  if (follow) {
    watcher = watch(folder, (_event, name) => {
      if (name !== 'CURRENT') return;
      clearTimeout(timer);
      timer = setTimeout(() => void reopen(), settleMs);
    });
    watcher.unref();
  }

  return {
    current: () => current,
    close() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}
