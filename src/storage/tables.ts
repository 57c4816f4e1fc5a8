import type { Generated } from 'kysely';

/** The tables that the house itself keeps. A service adds its own: `tx.withTables<TipTables>()`. */
export interface CoreTables {
  inbox: InboxTable;
  sessions: SessionTable;
  outbox: OutboxTable;
  audit: AuditTable;
  audit_waiting: WaitingAuditTable;
  withdrawals: WithdrawalTable;
  consents: ConsentTable;
}

/** A message that was dealt with, and what was said. The message itself is never kept. */
export interface InboxTable {
  /** Keyed hashes: who wrote cannot be read off the disk. In confidence there is no sender and only the day. */
  message_id: string;
  channel: string;
  sender: string;
  received_at: string;
  /** The reply, encrypted; null once it was erased. */
  reply: string | null;
  /** When it is to be erased. */
  reply_until: string | null;
  confidential: number;
}

/** Lines of the audit whose place in it would tell when a reporter wrote: they join it after the day, in no order. */
export interface WaitingAuditTable {
  id: string;
  /** When the day began. */
  at: string;
  actor: string;
  action: string;
  subject: string;
}

/** Where a conversation stands. `data` is encrypted under the local key. */
export interface SessionTable {
  /** Keyed hash of channel, chat and sender. */
  key: string;
  /** Counts the writes, so that a second process can never overwrite a newer state. */
  version: number;
  /** Name of the flow that is open, for the sweep. */
  flow: string | null;
  confidential: number;
  data: string;
  updated_at: string;
}

/** Replies that a channel sends of its own accord: staff answers, invitations, late answers. */
export interface OutboxTable {
  id: string;
  channel: string;
  chat: string;
  sender: string;
  reply: string;
  created_at: string;
  sent_at: string | null;
  /** After this it is not sent any more; null for never. */
  expires_at: string | null;
  attempts: number;
}

/** Append-only. Each row carries the hash of the one before: a row that was changed, added or removed is found. */
export interface AuditTable {
  sequence: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

/** Who was shown which version of the privacy notice, on which day. `sender` is a keyed hash. */
export interface ConsentTable {
  sender: string;
  version: number;
  day: string;
}

/** Passages that staff took out of service. Rows stay when a passage is restored. */
export interface WithdrawalTable {
  sequence: Generated<number>;
  passage: string;
  path: string;
  hash: string;
  place: string;
  headings: string;
  text: string;
  reason: string;
  actor: string;
  at: string;
  restored_at: string | null;
}
