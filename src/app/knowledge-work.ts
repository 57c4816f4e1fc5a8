import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chunk } from '../domain/passage.js';
import { ingest } from '../ingestion/ingest.js';
import { YiwenError } from '../lib/errors.js';
import { createLanes } from '../lib/lane.js';
import type { Snapshot } from '../retrieval/snapshot/read-snapshot.js';
import type { Cut, KnowledgeWork, Say, Shelf, Swap } from '../services/knowledge/work.js';
import type { Store } from '../storage/store.js';
import { restore, withdrawals } from '../storage/withdrawals.js';
import { pathsInUse } from './built-from.js';
import { checkTexts } from './check-texts.js';
import type { Config } from './config.js';
import { chooseEmbedder } from './embedding.js';
import { type IndexReport, indexKnowledge } from './index-knowledge.js';
import { keptSnapshot } from './kept-snapshot.js';
import { draftFolder, keepDraft, putIn, takeOut } from './knowledge-files.js';
import { openTrial, type Trial } from './knowledge-trial.js';
import { withdrawPassages } from './withdrawing.js';

/** As many drafts can be tried out at a time; each holds a snapshot in memory. */
const MOST_TRIALS = 2;

/** What the knowledge desk has done for it, over the configured folders. */
export function knowledgeWork({ config, store }: { readonly config: Config; readonly store: Store }): KnowledgeWork {
  const lanes = createLanes();
  const trials = new Map<string, Trial>();
  const snapshot = keptSnapshot(config);
  return {
    shelf: async () => shelfOf(await snapshot()),
    passages: async (path) => (await snapshot()).chunks.filter((chunk) => chunk.path === path),
    findings: async () => checkTexts(config, await pathsInUse(config)),
    withdrawals: () => withdrawals(store.read),
    async withdraw(which, reason, act) {
      const { passages, answers } = await withdrawPassages({ config, store }, which, reason, act);
      return { passages: passages.length, answers: answers.length };
    },
    restore: async (which, act) => (await store.transaction((tx) => restore(tx, which, act))).length,
    keep: (id, file) => keepDraft(config, id, file),
    async drop(id) {
      trials.delete(id);
      await rm(draftFolder(config, id), { recursive: true, force: true });
    },
    cut: (id) => cutDraft(config, id),
    async prepareTrial(id, say) {
      const trial = await openTrial(config, store, id, say);
      const [oldest] = trials.keys();
      if (trials.size >= MOST_TRIALS && oldest !== undefined) trials.delete(oldest);
      trials.set(id, trial);
    },
    tryOut: async (id, question) => trials.get(id)?.(question),
    publish: (swap, say) => lanes.run('publish', () => publishSwap(config, store, swap, say)),
  };
}

function shelfOf({ manifest, documents, chunks }: Snapshot): Shelf {
  const byPath = new Map<string, Chunk[]>();
  for (const chunk of chunks) byPath.set(chunk.path, [...(byPath.get(chunk.path) ?? []), chunk]);
  return {
    snapshot: manifest.id,
    builtAt: manifest.builtAt,
    documents: documents.map(({ text: _, contentHash: __, ...document }) => {
      const own = byPath.get(document.path) ?? [];
      const ends = new Set(own.flatMap(({ effectiveTo }) => effectiveTo ?? []));
      return { ...document, passages: own.length, ends: [...ends].sort() };
    }),
  };
}

async function cutDraft(config: Config, id: string): Promise<Cut> {
  const folder = draftFolder(config, id);
  const { documents, chunks, outcomes } = await ingest({
    paths: [folder],
    cacheFolder: join(folder, '.cache'),
    dryRun: true,
  });
  const [outcome] = outcomes;
  if (outcome?.status === 'failed') throw outcome.error;
  const [document] = documents;
  if (!document) throw new YiwenError('knowledge.nothing-read', '这份文件没有读出内容', '请检查后重新上传');
  const note = outcome?.note;
  return { document, passages: chunks, ...(note === undefined ? {} : { note }) };
}

/** Everything or nothing: what was moved goes back where the new snapshot cannot be put in use. */
async function publishSwap(config: Config, store: Store, swap: Swap, say: Say): Promise<readonly string[]> {
  const { add, remove, actor, anyway } = swap;
  const undone: (() => Promise<void>)[] = [];
  const lines: string[] = [];
  try {
    if (remove !== undefined) undone.push(await takeOut(config, remove, add ?? String(Date.now())));
    const put = add === undefined ? undefined : await putIn(config, add);
    if (put) undone.push(put.undo);
    const report = await indexKnowledge({
      ...{ config, store, actor, embedder: await chooseEmbedder(config), paths: await pathsInUse(config) },
      onProgress: ({ done, total }) =>
        say(done < total ? `已读 ${done}/${total} 个文件` : '正在建立索引，并用检验题检查'),
      onExamined: (line) => lines.push(line),
      ...(anyway === undefined ? {} : { publishAnyway: anyway }),
    });
    if (put) requireRead(report, put.path);
    return [`启用了新的资料：${report.documents} 份、${report.chunks} 段。`, ...lines];
  } catch (error) {
    for (const undo of undone.reverse()) await undo();
    throw error;
  }
}

/** A file that cannot be read does not stop the others from being indexed: here it is the point. */
function requireRead({ outcomes }: IndexReport, path: string): void {
  const outcome = outcomes.find((one) => one.path === path || one.path.endsWith(`/${path}`));
  if (outcome?.status === 'failed') throw outcome.error;
  if (outcome?.status === 'unfinished')
    throw new YiwenError('knowledge.unfinished', outcome.note, '请补写完整后重新上传');
}
