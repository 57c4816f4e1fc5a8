import type { Reply } from '../domain/message.js';
import type { Reader } from '../storage/store.js';

/** What a turn wants done, as data: the service that brought the flow carries it out inside the turn's transaction. */
export interface Effect {
  readonly kind: string;
  /** What it replaces must not stay readable in the engine's files. */
  readonly scrubs?: true;
  /** Nothing of the conversation is remembered after it. */
  readonly forgets?: true;
  /** Leaves no line in the audit: nothing lasting came of it yet, or its own record says as much. */
  readonly silent?: true;
}

/** What came of an effect. `subject` is the number or id of what was recorded; it stands in the audit. */
export interface Outcome {
  readonly subject: string;
  readonly [name: string]: string;
}

/**
 * Thrown by `carryOut` where the records have changed since the turn was worked out (another process, staff): nothing of
 * the turn is written, and it is worked out anew.
 */
export class StaleRecords extends Error {}

/** What a flow may read before its turn. */
export interface ReadRecords {
  readonly db: Reader;
  /** The keyed hash that stands for the sender in every table. */
  readonly sender: string;
  readonly now: Date;
  /** What this conversation heard last, if it is still kept and was not said in confidence. */
  lastReply(): Promise<Reply | undefined>;
}
