import { damageRows, usualCharacters } from '../evaluation/damage-question.js';
import { evaluate } from '../evaluation/evaluate.js';
import type { Verdict } from '../evaluation/judge.js';
import { openKnowledgeBase } from '../retrieval/open-knowledge-base.js';
import { readDraft, readSnapshot } from '../retrieval/snapshot/read-snapshot.js';
import { pathsInUse } from './built-from.js';
import type { Config } from './config.js';
import { configuredAnswering } from './configured-answering.js';
import { chooseEmbedder } from './embedding.js';
import { draftKnowledge } from './index-knowledge.js';
import { readKnowledgeData } from './knowledge-data.js';
import { indexFolder } from './knowledge-folders.js';
import { readQuestions } from './read-questions.js';
import { openRecords } from './records.js';
import { withTrial } from './trial.js';
import { withdrawnIn } from './withdrawn.js';

export interface ExamineOptions {
  readonly config: Config;
  /** A question set, JSONL. */
  readonly file: string;
  /** Ask once more, with a tenth of the characters damaged. */
  readonly damaged: boolean;
  readonly warn: (message: string) => void;
}

export interface Examination {
  readonly verdicts: readonly Verdict[];
  readonly damaged?: readonly Verdict[];
  /** Id of what was asked: the snapshot in use, or a draft that nobody published. */
  readonly snapshot: string;
}

/** Puts a question set to the texts as they are now. Where they changed, a draft is asked and thrown away. */
export async function examineQuestions({ config, file, damaged, warn }: ExamineOptions): Promise<Examination> {
  const rows = await readQuestions(file);
  const embedder = await chooseEmbedder(config);
  const { draft } = await draftKnowledge({ config, embedder, paths: await pathsInUse(config) });
  const { store } = await openRecords(config);
  try {
    const folder = indexFolder(config);
    const [{ chunks }, data] = await Promise.all([
      draft ? readDraft(draft.home) : readSnapshot(folder, warn),
      readKnowledgeData(config),
    ]);
    const source = { folder, embedder, warn, withdrawn: withdrawnIn(store.read) };
    const knowledge = await openKnowledgeBase({ ...source, ...(draft ? { draft: draft.home } : {}) });
    const answering = await configuredAnswering(config, data, () => knowledge);
    const ask = (asked: typeof rows) => withTrial(config, answering, (put) => evaluate(asked, put));
    const verdicts = await ask(rows);
    const usual = usualCharacters(chunks.map(({ text }) => text));
    return {
      verdicts,
      snapshot: knowledge.info.id,
      ...(damaged ? { damaged: await ask(damageRows(rows, usual)) } : {}),
    };
  } finally {
    await store.close();
    await draft?.discard();
  }
}
