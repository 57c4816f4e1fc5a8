/**
 * As much of the peers' types as this folder calls: they are installed by `npm run bench` alone, and the project is
 * checked without them.
 */

declare module 'minisearch' {
  export default class MiniSearch {
    constructor(options: { fields: string[]; tokenize: (text: string) => string[] });
    addAll(documents: readonly { id: string }[]): void;
    search(question: string): { id: unknown }[];
  }
}

declare module 'flexsearch' {
  export class Index {
    constructor(options: { tokenize: 'strict'; encode: (text: string) => string[] });
    add(id: number, text: string): void;
    search(question: string, options: { limit: number; suggest: boolean }): (number | string)[];
  }
}

declare module '@orama/tokenizers/mandarin' {
  export function createTokenizer(): object;
}

declare module '@orama/orama' {
  interface Database {
    readonly data: unknown;
  }
  export function create(options: { schema: Record<string, 'string'>; components: { tokenizer: object } }): Database;
  export function insertMultiple(database: Database, documents: readonly object[]): Promise<unknown>;
  export function search(
    database: Database,
    question: { term: string; properties: string[]; threshold: number; limit: number },
  ): Promise<{ hits: { id: string }[] }>;
}

declare module '@lancedb/lancedb' {
  interface FullTextQuery {
    select(columns: string[]): FullTextQuery;
    limit(most: number): FullTextQuery;
    toArray(): Promise<{ id: string }[]>;
  }
  interface Table {
    createIndex(column: string, options: { config: unknown }): Promise<void>;
    search(question: string, kind: 'fts', columns: string[]): FullTextQuery;
  }
  export function connect(folder: string): Promise<{ createTable(name: string, rows: object[]): Promise<Table> }>;
  export const Index: {
    fts(options: {
      baseTokenizer: 'ngram';
      ngramMinLength: number;
      ngramMaxLength: number;
      withPosition: boolean;
      stem: boolean;
    }): unknown;
  };
}
