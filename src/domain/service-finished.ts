import type { Address } from './message.js';

/**
 * A piece of service for one resident came to an end: a hand-over, a registration, a visit. Whoever ended it says so
 * in the same transaction; whoever invites to rate hears of it. Services do not know each other: the table of services
 * ties the two together.
 */
export interface ServiceFinished {
  /** 事项编码: `handoff`, `registration`, `visit`, or a bureau's own. Letters, digits and hyphens, 40 at most. */
  readonly matter: string;
  /** 办件号: with `matter` it names the piece of service once and for all. The same one told twice counts once. */
  readonly number: string;
  /** Only what was `completed` is rated: nobody is asked about what failed or was closed by a clock. */
  readonly how: 'completed' | 'closed-automatically' | 'failed';
  readonly at: Date;
  /** Where to reach the resident. Kept under the local key, and beside it as a keyed hash. */
  readonly address: Address;
  /** Id of the member of staff who served, as it is now: later changes of hands do not change who is rated. */
  readonly servedBy?: string;
}

/** Hears of a finished service within the transaction that ends it. `Tx` is the store's own. */
export type OnServiceFinished<Tx> = (tx: Tx, finished: ServiceFinished) => Promise<void>;
