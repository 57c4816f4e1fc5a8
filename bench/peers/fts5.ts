import Database from 'libsql';
import { normalise } from '../../src/lib/chinese/normalise.js';
import { bigrams } from '../bigrams.js';
import type { SetDocument } from '../shared-sets.js';
import { ANSWERED, type Build } from './peer.js';

type Fold = (text: string) => string;

/** The baseline: one table of character bigrams joined by blanks; row n is document n − 1. */
export function fillFts5(path: string, documents: Iterable<SetDocument>, fold?: Fold): Database.Database {
  const database = new Database(path);
  database.exec("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')");
  const insert = database.prepare('INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  let row = 0;
  for (const { title, text } of documents) {
    insert.run(++row, bigrams(title, fold).join(' '), bigrams(text, fold).join(' '));
  }
  database.exec('COMMIT');
  return database;
}

/** Numbers from 0 of the ten best: an OR of the question's bigrams, ordered by SQLite's own BM25. */
export function searchFts5(database: Database.Database, fold?: Fold): (question: string) => number[] {
  const select = database.prepare(`SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ${ANSWERED}`);
  return (question) => {
    const pairs = [...new Set(bigrams(question, fold))].map((pair) => `"${pair}"`);
    if (pairs.length === 0) return [];
    return (select.all(pairs.join(' OR ')) as { rowid: number }[]).map(({ rowid }) => rowid - 1);
  };
}

const build =
  (fold?: Fold): Build =>
  (documents) => {
    const search = searchFts5(fillFts5(':memory:', documents, fold), fold);
    return (question) => search(question).map((number) => documents[number]?.id ?? '');
  };

export const fts5 = build();
/** The same, given our folding of traditional to simplified characters: what the engine owes to that alone. */
export const fts5Simplified = build(normalise);
