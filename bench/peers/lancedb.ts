import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, Index } from '@lancedb/lancedb';
import { ANSWERED, type Build } from './peer.js';

/** Full-text search over its own character bigrams; the table lies in a temporary folder. */
export const lanceDb: Build = async (documents) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = await connect(folder);
  const rows = documents.map(({ id, title, text }) => ({ id, text: `${title}\n${text}` }));
  const table = await database.createTable('texts', rows);
  await table.createIndex('text', {
    config: Index.fts({
      baseTokenizer: 'ngram',
      ngramMinLength: 2,
      ngramMaxLength: 2,
      withPosition: false,
      stem: false,
    }),
  });
  return async (question) => {
    const found = await table.search(question, 'fts', ['text']).select(['id', '_score']).limit(ANSWERED).toArray();
    return found.map(({ id }) => id);
  };
};
