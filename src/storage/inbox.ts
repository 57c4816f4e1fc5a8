import type { Reader, Tx } from './store.js';

/** One message that was dealt with. `id` is a keyed hash of all that tells it from others: channel, chat, sender, platform id. */
export interface InboxEntry {
  readonly id: string;
  readonly channel: string;
  /** A keyed hash; '' for what was said in confidence. */
  readonly sender: string;
  /** The minute, or for what was said in confidence the day alone. */
  readonly receivedAt: string;
  readonly confidential: boolean;
}

export interface KeptReply {
  /** Encrypted; null if it was erased since. */
  readonly box: string | null;
  readonly confidential: boolean;
}

/** What was said to this message: undefined if it is new. */
export async function findReply(read: Reader, id: string): Promise<KeptReply | undefined> {
  const row = await read
    .selectFrom('inbox')
    .select(['reply', 'confidential'])
    .where('message_id', '=', id)
    .executeTakeFirst();
  return row && { box: row.reply, confidential: row.confidential === 1 };
}

/** Takes the message for this transaction. False if it was taken before: nothing may be recorded for it again. */
export async function claimMessage(tx: Tx, entry: InboxEntry): Promise<boolean> {
  const result = await tx
    .insertInto('inbox')
    .values({
      message_id: entry.id,
      channel: entry.channel,
      sender: entry.sender,
      received_at: entry.receivedAt,
      reply: null,
      reply_until: null,
      confidential: entry.confidential ? 1 : 0,
    })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** @param until how long a message that comes again gets the same reply */
export async function keepReply(tx: Tx, id: string, box: string, until: string): Promise<void> {
  await tx.updateTable('inbox').set({ reply: box, reply_until: until }).where('message_id', '=', id).execute();
}

/** Erases what was said to these messages. */
export async function eraseReplies(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('inbox')
    .set(GONE)
    .where('message_id', 'in', [...ids])
    .execute();
}

const GONE = { reply: null, reply_until: null } as const;

/** Erases the replies that have had their time. Returns how many confidential ones went. */
export async function eraseOldReplies(tx: Tx, now: string): Promise<number> {
  const confidential = await tx
    .updateTable('inbox')
    .set(GONE)
    .where('confidential', '=', 1)
    .where('reply_until', '<', now)
    .executeTakeFirst();
  await tx.updateTable('inbox').set(GONE).where('confidential', '=', 0).where('reply_until', '<', now).execute();
  return Number(confidential.numUpdatedRows);
}
