import { resolve } from 'node:path';
import { z } from 'zod';
import { passageHash } from '../domain/passage-identity.js';
import { ingest } from '../ingestion/ingest.js';
import { withSuccession } from '../ingestion/succession.js';
import { chinaDay } from '../lib/clock.js';
import { type Log, silentLog } from '../lib/log.js';
import { type Flagged, flagQuestions } from '../services/quiz/bank/flag.js';
import { type Passages, passagesIn } from '../services/quiz/bank/passages.js';
import { type Synced, syncBank } from '../services/quiz/bank/sync.js';
import { type BankFault, type BankFile, joinBank, questionsIn } from '../services/quiz/bank/yaml.js';
import type { Store } from '../storage/store.js';
import { withdrawals } from '../storage/withdrawals.js';
import type { Config } from './config.js';
import { keptSnapshot } from './kept-snapshot.js';
import { readDataFile } from './knowledge-data.js';
import { cacheFolder, dataFilesIn } from './knowledge-folders.js';

/** What a refresh did; `faults` where the files could not be taken over. */
export type Refreshed = Flagged & ({ readonly synced: Synced } | { readonly faults: readonly BankFault[] });

/** The knowledge as questions cite it, and the bank kept in line with it. */
export interface QuizKnowledge {
  /** Of the snapshot in use, without what is withdrawn. @throws YiwenError `retrieval.no-snapshot` */
  passages(): Promise<Passages>;
  /** Takes the shipped files over and looks at every question. @throws YiwenError */
  refresh(now: Date): Promise<Refreshed>;
  /** As `refresh`; what goes wrong is logged. */
  keep(now: Date): Promise<void>;
}

interface Options {
  readonly config: Config;
  readonly store: Store;
  readonly log?: Log;
}

export function quizKnowledge({ config, store, log = silentLog }: Options): QuizKnowledge {
  const snapshot = keptSnapshot(config);
  const passages = async () => {
    const gone = new Set((await withdrawals(store.read)).map(({ hash }) => hash));
    const { chunks } = await snapshot();
    return passagesIn(gone.size === 0 ? chunks : chunks.filter((chunk) => !gone.has(passageHash(chunk))));
  };
  const refresh = async (now: Date): Promise<Refreshed> => {
    const [{ questions, faults }, found] = await Promise.all([shippedBank(config), passages()]);
    return store.transaction(async (tx) => {
      // A question that cannot be read is not one that is gone: nothing is taken over until all can be.
      const synced = faults.length > 0 ? { faults } : { synced: await syncBank(tx, questions, now) };
      return { ...synced, ...(await flagQuestions(tx, found, chinaDay(now), now)) };
    });
  };
  return {
    passages,
    refresh,
    async keep(now) {
      try {
        const done = await refresh(now);
        if ('faults' in done) log.error('quiz.bank-unreadable', { faults: done.faults.length, ...done.faults[0] });
        else {
          const told = { ...done.synced, flagged: done.flagged, rested: done.rested };
          // Somebody has to look at what lost its text; that all is well need not stand in every terminal.
          if (done.flagged + done.rested > 0) log.warn('quiz.bank-checked', told);
          else log.debug('quiz.bank-checked', told);
        }
      } catch (error) {
        log.error('quiz.bank-check-failed', { error });
      }
    },
  };
}

/** The files of `quiz/` in the knowledge folders, read. @throws YiwenError `knowledge.data-invalid` for what is no YAML */
export async function shippedBank(config: Config): Promise<BankFile> {
  const names = await dataFilesIn(config, 'quiz');
  const files = names.map(async (name) => questionsIn(await readDataFile(config, name, z.unknown(), {}), name));
  return joinBank(await Promise.all(files));
}

/** The knowledge files as they are on the disk, indexed or not. */
export async function passagesOfFiles(config: Config): Promise<Passages> {
  const paths = config.knowledgeFolders.map((path) => resolve(path));
  const { chunks } = await ingest({ paths, cacheFolder: cacheFolder(config), dryRun: true });
  return passagesIn(withSuccession(chunks));
}
