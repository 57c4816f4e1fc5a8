/**
 * The words of each sender's last message, in memory only: nothing of a confidential conversation may reach the disk
 * in words. After a restart they are gone, and the bot asks to hear them again.
 */
export interface Recent {
  get(sender: string): LastMessage | undefined;
  set(sender: string, last: LastMessage): void;
}

export interface LastMessage {
  readonly text: string;
  /** The recorded answer to it, if it was a question. */
  readonly answerId?: string;
}

/** @param capacity senders remembered; the one who wrote longest ago is forgotten first */
export function createRecent(capacity = 2_000): Recent {
  const messages = new Map<string, LastMessage>();
  return {
    get: (sender) => messages.get(sender),
    set(sender, last) {
      messages.delete(sender);
      messages.set(sender, last);
      const oldest = messages.keys().next().value;
      if (messages.size > capacity && oldest !== undefined) messages.delete(oldest);
    },
  };
}
