import type { Reader, Tx } from '../../../storage/store.js';
import type { BankQuestion } from '../bank/question.js';
import { readQuestion } from '../bank/read.js';

/** Reads a version of a question. Versions never change, so that one read is enough for everybody. */
export type ReadQuestion = (db: Reader | Tx, wanted: { id: string; version: number }) => Promise<BankQuestion>;

/** A bank has some hundreds. */
const MOST = 2_000;

export function rememberQuestions(): ReadQuestion {
  const known = new Map<string, BankQuestion>();
  return async (db, { id, version }) => {
    const key = `${id} ${version}`;
    const found = known.get(key) ?? (await readQuestion(db, { id, version }));
    if (!found) throw new Error(`question ${id} has no version ${version}`);
    if (known.size >= MOST) known.clear();
    known.set(key, found);
    return found;
  };
}
