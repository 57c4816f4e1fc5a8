import type { Kysely, SchemaModule, Transaction } from 'kysely';
import type { CoreTables } from './tables.js';

/** Reads outside a transaction. Inside one it would wait for itself: use the transaction there. */
export type Reader = Kysely<CoreTables>;
export type Tx = Transaction<CoreTables>;

/**
 * Where everything that lasts is kept. Times are ISO text in UTC, booleans 0 or 1, structures JSON text, so that every
 * engine holds the same.
 */
export interface Store {
  readonly engine: string;
  readonly read: Reader;
  /**
   * All of `work` or nothing of it, safe on disk once resolved. Transactions of one process run one after the other:
   * no model, no network and no waiting inside.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Makes what was deleted unreadable in the engine's own files (its log included). */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** One step of the schema, run once, in the order given. `name` is unique and never changes: `tips/1`. */
export interface Migration {
  readonly name: string;
  /** `tx` for rows that move to a new table. */
  up(schema: SchemaModule, tx: Tx): Promise<void>;
}
