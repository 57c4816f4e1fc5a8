import type { Chunk } from '../domain/passage.js';
import { passageHash, sharesWords } from '../domain/passage-identity.js';
import { YiwenError } from '../lib/errors.js';
import { readSnapshot } from '../retrieval/snapshot/read-snapshot.js';
import { type AnswerUse, answersThatUsed } from '../services/questions/uses.js';
import type { Store } from '../storage/store.js';
import { type StaffAct, type Withdrawal, withdraw, withdrawals } from '../storage/withdrawals.js';
import type { Config } from './config.js';
import { indexFolder } from './knowledge-folders.js';

/** One passage by its id, or all of a document. */
export type Which = { readonly passage: string } | { readonly path: string };

export interface Withdrawn {
  /** Passages of the snapshot in use that are no longer found. */
  readonly passages: readonly Chunk[];
  readonly answers: readonly AnswerUse[];
}

const opening = ({ text }: Chunk) => text.replace(/\s+/g, ' ').slice(0, 24);

function unknown(which: Which, chunks: readonly Chunk[]): YiwenError {
  const [name, path] = 'path' in which ? [which.path, which.path] : [which.passage, which.passage.replace(/#\d*$/, '')];
  const near = chunks.filter((chunk) => chunk.path === path).map((chunk) => `${chunk.id}（${opening(chunk)}……）`);
  return new YiwenError(
    'knowledge.unknown-passage',
    `没有编号为 ${name} 的段落${near.length > 0 ? `。这份文件有：${near.join('、')}` : ''}`,
    '段落编号写作 文件#序号，npx yiwen ask --json 的 citations 里有；撤回整份文件用 --document 文件。',
  );
}

async function chunksInUse(config: Config): Promise<readonly Chunk[]> {
  return (await readSnapshot(indexFolder(config), () => {})).chunks;
}

const known = (chunk: Chunk) => ({ ...chunk, passage: chunk.id, hash: passageHash(chunk) });

/**
 * Takes passages out of service: no search finds them from here on, in any process. Gives what is no longer found, and
 * the answers that used it.
 * @throws YiwenError `knowledge.unknown-passage`, `retrieval.no-snapshot`
 */
export async function withdrawPassages(
  { config, store }: { readonly config: Config; readonly store: Store },
  which: Which,
  reason: string,
  act: StaffAct,
): Promise<Withdrawn> {
  const chunks = await chunksInUse(config);
  const chosen = chunks.filter((chunk) => ('path' in which ? chunk.path === which.path : chunk.id === which.passage));
  if (chosen.length === 0) throw unknown(which, chunks);
  const rows = chosen.map(known).map(({ passage, path, hash, place, headings, text }) => {
    return { passage, path, hash, place, headings, text };
  });
  await store.transaction((tx) => withdraw(tx, rows, reason, act));
  const passages = chunks.filter((chunk) => chosen.some((one) => sharesWords(chunk, one)));
  return { passages, answers: await answersThatUsed(store.read, passages.map(known)) };
}

export interface ListedWithdrawal extends Withdrawal {
  /** Ids that it keeps out of the snapshot in use; none where the text has changed. */
  readonly keepsOut: readonly string[];
}

export async function listWithdrawals(config: Config, store: Store): Promise<ListedWithdrawal[]> {
  const [chunks, all] = await Promise.all([chunksInUse(config).catch(() => []), withdrawals(store.read)]);
  return all.map((one) => ({
    ...one,
    keepsOut: chunks.filter((chunk) => sharesWords(chunk, one)).map(({ id }) => id),
  }));
}
