import { statSync } from 'node:fs';
import Database from 'libsql';
import { createFinder } from '../../src/retrieval/finder.js';
import { LexicalBuilder } from '../../src/retrieval/lexical/lexical-builder.js';
import { openLexicalIndex, writeLexicalIndex } from '../../src/retrieval/lexical/lexical-file.js';
import { fillFts5, searchFts5 } from '../peers/fts5.js';
import { ANSWERED } from '../peers/peer.js';
import type { SetDocument } from '../shared-sets.js';

/** An engine whose index lies in a file: written by one process, opened and asked by another. */
interface FileEngine {
  readonly title: string;
  /** @returns its size in bytes */
  write(path: string, documents: Iterable<SetDocument>): Promise<number>;
  /** By what the tables call it: ways to ask. */
  open(path: string): Promise<Readonly<Record<string, (question: string) => unknown>>>;
}

export const engines: Readonly<Record<string, FileEngine>> = {
  yiwen: {
    title: 'yiwen',
    write: async (path, documents) => {
      const builder = new LexicalBuilder();
      for (const { title, text } of documents) builder.add(title, text);
      await writeLexicalIndex(path, builder.finish());
      return statSync(path).size;
    },
    open: async (path) => {
      const finder = createFinder(await openLexicalIndex(path));
      return {
        'yiwen, words alone': (question) => finder.find(question, { limit: ANSWERED, withoutRerank: true }),
        yiwen: (question) => finder.find(question, { limit: ANSWERED }),
      };
    },
  },
  fts5: {
    title: 'FTS5 bigrams',
    write: async (path, documents) => {
      fillFts5(path, documents).close();
      return statSync(path).size;
    },
    open: async (path) => ({ 'FTS5 bigrams': searchFts5(new Database(path)) }),
  },
};
