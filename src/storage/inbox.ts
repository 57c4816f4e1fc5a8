import type { Reader, Tx } from './store.js';

export interface InboxKey {
  readonly channel: string;
  readonly chat: string;
  readonly messageId: string;
}

export interface InboxEntry extends InboxKey {
  readonly sender: string;
  readonly receivedAt: string;
  readonly reply: string;
  readonly confidential: boolean;
}

/** What was said to this message: undefined if it is new, null if the reply was erased since. */
export async function findReply(read: Reader, key: InboxKey): Promise<string | null | undefined> {
  const row = await read
    .selectFrom('inbox')
    .select('reply')
    .where('channel', '=', key.channel)
    .where('chat', '=', key.chat)
    .where('message_id', '=', key.messageId)
    .executeTakeFirst();
  return row?.reply ?? (row ? null : undefined);
}

/** Takes the message for this transaction. False if it was taken before: nothing may be recorded for it again. */
export async function claimMessage(tx: Tx, entry: Omit<InboxEntry, 'reply' | 'confidential'>): Promise<boolean> {
  const result = await tx
    .insertInto('inbox')
    .values({
      channel: entry.channel,
      chat: entry.chat,
      message_id: entry.messageId,
      sender: entry.sender,
      received_at: entry.receivedAt,
      reply: null,
      confidential: 0,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'chat', 'message_id']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function keepReply(tx: Tx, key: InboxKey, reply: string, confidential: boolean): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ reply, confidential: confidential ? 1 : 0 })
    .where('channel', '=', key.channel)
    .where('chat', '=', key.chat)
    .where('message_id', '=', key.messageId)
    .execute();
}

/** Erases what was said to a sender in confidence, the message given aside. */
export async function eraseConfidentialReplies(tx: Tx, sender: string, keep: InboxKey): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ reply: null })
    .where('sender', '=', sender)
    .where('confidential', '=', 1)
    .where('reply', 'is not', null)
    .where('message_id', '!=', keep.messageId)
    .execute();
}

/** Erases replies older than the days given. Confidential ones live shorter. Returns how many confidential ones went. */
export async function eraseOldReplies(tx: Tx, before: { confidential: string; other: string }): Promise<number> {
  const confidential = await tx
    .updateTable('inbox')
    .set({ reply: null })
    .where('confidential', '=', 1)
    .where('reply', 'is not', null)
    .where('received_at', '<', before.confidential)
    .executeTakeFirst();
  await tx
    .updateTable('inbox')
    .set({ reply: null })
    .where('confidential', '=', 0)
    .where('reply', 'is not', null)
    .where('received_at', '<', before.other)
    .execute();
  return Number(confidential.numUpdatedRows);
}
