import type { Address, Reply } from '../domain/message.js';
import type { Reader, Tx } from './store.js';
import type { OutboxTable } from './tables.js';

export interface OutgoingReply {
  readonly id: string;
  readonly address: Address;
  readonly reply: Reply;
  readonly attempts: number;
}

/**
 * The same id twice is one reply.
 * @param until what is not sent by then is of no more use
 * @returns false if the id was there before
 */
export async function putReply(
  tx: Tx,
  id: string,
  address: Address,
  reply: Reply,
  at: Date,
  until?: Date,
): Promise<boolean> {
  const { channel, chat, sender } = address;
  const result = await tx
    .insertInto('outbox')
    .values({
      id,
      channel,
      chat,
      sender,
      reply: JSON.stringify(reply),
      created_at: at.toISOString(),
      sent_at: null,
      expires_at: until?.toISOString() ?? null,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A person who cannot be reached after so many attempts will hear it when staff call. */
const MOST_ATTEMPTS = 5;

/** Replies of a channel that are still to be sent, oldest first, a hundred at most. */
export async function pendingReplies(read: Reader, channel: string, now: Date): Promise<OutgoingReply[]> {
  const rows = await read
    .selectFrom('outbox')
    .selectAll()
    .where('channel', '=', channel)
    .where('sent_at', 'is', null)
    .where('attempts', '<', MOST_ATTEMPTS)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now.toISOString())]))
    .orderBy('created_at')
    .limit(100)
    .execute();
  return rows.map(outgoing);
}

const outgoing = ({ id, channel, chat, sender, reply, attempts }: OutboxTable): OutgoingReply => ({
  id,
  address: { channel, chat, sender },
  reply: JSON.parse(reply) as Reply,
  attempts,
});

/** What waits for one person, who fetches it themselves: oldest first, fifty at most. */
export async function repliesFor(
  read: Reader,
  { channel, chat, sender }: Address,
  now: Date,
): Promise<OutgoingReply[]> {
  const rows = await read
    .selectFrom('outbox')
    .selectAll()
    .where('channel', '=', channel)
    .where('sender', '=', sender)
    .where('chat', '=', chat)
    .where('sent_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now.toISOString())]))
    .orderBy('created_at')
    .limit(50)
    .execute();
  return rows.map(outgoing);
}

/** Notes what a person has seen of their own; a seen reply's words are dropped. */
export async function noteSeen(
  tx: Tx,
  { channel, chat, sender }: Address,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ sent_at: at.toISOString(), reply: '{}' })
    .where('id', 'in', ids)
    .where('channel', '=', channel)
    .where('sender', '=', sender)
    .where('chat', '=', chat)
    .where('sent_at', 'is', null)
    .execute();
}

/** What became of a reply; undefined where there is none of this id. */
export async function deliveryOf(read: Reader, id: string): Promise<'sent' | 'waiting' | 'given-up' | undefined> {
  const row = await read.selectFrom('outbox').select(['sent_at', 'attempts']).where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  if (row.sent_at) return 'sent';
  return row.attempts < MOST_ATTEMPTS ? 'waiting' : 'given-up';
}

/** Notes an attempt; a sent reply's words are dropped. */
export async function noteAttempt(tx: Tx, id: string, sentAt: Date | undefined): Promise<void> {
  const sent = sentAt ? { sent_at: sentAt.toISOString(), reply: '{}' } : {};
  await tx
    .updateTable('outbox')
    .set((row) => ({ attempts: row('attempts', '+', 1), ...sent }))
    .where('id', '=', id)
    .execute();
}

/** Drops the words of what was not sent in time. */
export async function dropExpired(tx: Tx, now: Date): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ reply: '{}' })
    .where('sent_at', 'is', null)
    .where('expires_at', '<=', now.toISOString())
    .execute();
}

/** Drops what was sent to somebody, or can no longer be: their address stood in it. What still waits is sent. */
export async function dropRepliesTo(tx: Tx, { channel, chat, sender }: Address): Promise<number> {
  const dropped = await tx
    .deleteFrom('outbox')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('sender', '=', sender)
    .where((row) => row.or([row('sent_at', 'is not', null), row('attempts', '>=', MOST_ATTEMPTS)]))
    .executeTakeFirst();
  return Number(dropped.numDeletedRows);
}
