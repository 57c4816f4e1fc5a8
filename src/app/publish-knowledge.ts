import { basename } from 'node:path';
import { type Comparison, compare, sayComparison } from '../evaluation/compare.js';
import { evaluate } from '../evaluation/evaluate.js';
import { type EvaluationResult, rowResults } from '../evaluation/result.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import type { Embedder } from '../retrieval/embedder.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import { openKnowledgeBase } from '../retrieval/open-knowledge-base.js';
import type { SnapshotDraft } from '../retrieval/snapshot/build-snapshot.js';
import { nothingWithdrawn } from '../retrieval/withdrawn.js';
import { appendAudit } from '../storage/audit.js';
import type { Store } from '../storage/store.js';
import { acceptedFile, keepAccepted, readAccepted } from './accepted-results.js';
import type { Config } from './config.js';
import { configuredAnswering } from './configured-answering.js';
import { readKnowledgeData } from './knowledge-data.js';
import { indexFolder } from './knowledge-folders.js';
import { readQuestions } from './read-questions.js';
import { withTrial } from './trial.js';
import { withdrawnIn } from './withdrawn.js';

export interface Publishing {
  readonly config: Config;
  readonly embedder: Embedder;
  /** Where withdrawals stand, and where publishing is audited. */
  readonly store?: Store;
  /** Who publishes, as the audit will say; the bot itself when absent. */
  readonly actor?: string;
  /** Why a snapshot that answers worse is put in use all the same. */
  readonly publishAnyway?: string;
  /** Told how each question set fared. */
  readonly onExamined?: (line: string) => void;
}

/** How a set fared: against the accepted result, or for the first time. */
type Examined =
  | { readonly set: string; readonly comparison: Comparison }
  | { readonly set: string; readonly first: EvaluationResult };

/** A draft as a resident would meet it: with what is withdrawn left out. */
export function openDraft(draft: SnapshotDraft, { config, embedder, store }: Publishing): Promise<KnowledgeBase> {
  const withdrawn = store ? withdrawnIn(store.read) : nothingWithdrawn;
  return openKnowledgeBase({ folder: indexFolder(config), embedder, warn: () => {}, withdrawn, draft: draft.home });
}

/** Asks every set in turn. */
async function examine(draft: SnapshotDraft, options: Publishing): Promise<readonly Examined[]> {
  const { config, actor = 'bot' } = options;
  const sets = config.knowledge.evaluation;
  if (sets.length === 0) return [];
  const [knowledge, data] = await Promise.all([openDraft(draft, options), readKnowledgeData(config)]);
  const answering = await configuredAnswering(config, data, () => knowledge);
  const examined: Examined[] = [];
  for (const set of sets) {
    const questions = await readQuestions(set);
    const rows = rowResults(await withTrial(config, answering, (ask) => evaluate(questions, ask)));
    const accepted = await readAccepted(acceptedFile(config, set));
    const fresh = { snapshot: draft.info.id, acceptedBy: actor, acceptedAt: systemClock.now().toISOString(), rows };
    examined.push(
      accepted
        ? { set, comparison: compare(accepted, rows) }
        : { set, first: { format: 1, set: basename(set), ...fresh } },
    );
  }
  return examined;
}

/** The first result of a set is accepted as it is: there was nothing it could be worse than. */
async function keepFirst(config: Config, examined: readonly Examined[]): Promise<void> {
  for (const one of examined) if ('first' in one) await keepAccepted(acceptedFile(config, one.set), one.first);
}

function sayExamined(examined: Examined): string {
  const name = basename(examined.set);
  if ('comparison' in examined) return `${name}，和采纳过的结果相比：\n${sayComparison(examined.comparison)}`;
  const { rows } = examined.first;
  return `${name}，第一次检验：${rows.length} 题里 ${rows.filter((row) => row.passed).length} 题合格，以后和这次比。`;
}

const regressed = (one: Examined) => 'comparison' in one && one.comparison.regressed;
const failing = (one: Examined) => ('comparison' in one ? one.comparison.types.flatMap(({ worse }) => worse) : []);

/**
 * Puts a draft in use after the configured question sets were asked of it. The audit tells of it first: no snapshot is
 * ever in use without it. The draft is gone when this throws, and the snapshot in use stays.
 * @throws YiwenError `index.regression`, and what the sets or the disk give
 */
export async function publish(draft: SnapshotDraft, options: Publishing): Promise<void> {
  try {
    const examined = await examine(draft, options);
    for (const one of examined) options.onExamined?.(sayExamined(one));
    const worse = examined.filter(regressed);
    if (worse.length > 0 && options.publishAnyway === undefined) throw regression(worse);
    await note(draft, worse, options);
    await draft.publish();
    await keepFirst(options.config, examined);
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function note(draft: SnapshotDraft, worse: readonly Examined[], options: Publishing): Promise<void> {
  const { store, actor = 'bot', publishAnyway } = options;
  const detail = {
    ...(publishAnyway === undefined ? {} : { anyway: publishAnyway }),
    ...(worse.length > 0 ? { failing: worse.flatMap(failing).join(' ') } : {}),
  };
  const entry = { at: systemClock.now(), actor, action: 'knowledge.published', subject: draft.info.id, detail };
  await store?.transaction((tx) => appendAudit(tx, entry));
}

function regression(worse: readonly Examined[]): YiwenError {
  const told = worse.map((examined) => {
    const ids = failing(examined);
    return `${basename(examined.set)} 里原来答对、现在答错的有 ${ids.slice(0, 8).join(' ')}${ids.length > 8 ? ' 等' : ''}（${ids.length} 题）`;
  });
  return new YiwenError(
    'index.regression',
    `新资料没有启用：检验题答得比采纳过的结果差。${told.join('；')}`,
    '请用 npx yiwen evaluate 题目文件 看逐题结果并改正资料；确认可以接受，用 --accept 采纳；急用时运行 npx yiwen index --publish-anyway 原因。',
  );
}
