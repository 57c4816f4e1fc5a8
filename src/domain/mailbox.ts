import type { Address, Reply } from './message.js';

/** A reply that waits for somebody who fetches it. */
export interface Waiting {
  /** Shown once: what was seen is named when fetching again. */
  readonly id: string;
  readonly reply: Reply;
}

/** What waits for one person of a channel that cannot be sent to: a page that asks again and again. */
export interface Mailbox {
  /** Oldest first. */
  waiting(address: Address): Promise<readonly Waiting[]>;
  /** Their own only: what another person's page names is left alone. */
  seen(address: Address, ids: readonly string[]): Promise<void>;
}
