import type { Mailbox } from '../domain/mailbox.js';
import type { Address, Reply } from '../domain/message.js';
import { noteAttempt, noteSeen, pendingReplies, repliesFor } from '../storage/outbox.js';
import type { Tools } from './plan.js';

/** How a channel speaks first. Only `sent` takes a reply off the outbox. */
export type Send = (address: Address, reply: Reply) => Promise<{ readonly status: string }>;

/** Sends what waits for a channel, oldest first. A reply may reach someone twice after a crash, never not at all. */
export async function post({ store, clock, log }: Tools, channel: string, send: Send): Promise<void> {
  for (const { id, address, reply } of await pendingReplies(store.read, channel, clock.now())) {
    const { status } = await send(address, reply);
    if (status !== 'sent') log.warn('chat.reply-not-sent', { channel, status });
    await store.transaction((tx) => noteAttempt(tx, id, status === 'sent' ? clock.now() : undefined));
  }
}

/** The other way round: people fetch what waits for them. */
export function openMailbox({ store, clock }: Pick<Tools, 'store' | 'clock'>): Mailbox {
  return {
    async waiting(address) {
      const replies = await repliesFor(store.read, address, clock.now());
      return replies.map(({ id, reply }) => ({ id, reply }));
    },
    async seen(address, ids) {
      if (ids.length > 0) await store.transaction((tx) => noteSeen(tx, address, ids, clock.now()));
    },
  };
}
