/**
 * The words of each sender's last message, in memory only: nothing of a confidential conversation may reach the disk
 * in words. After a restart they are gone, and the bot asks to hear them again.
 */
export interface Recent {
  get(sender: string): string | undefined;
  set(sender: string, text: string): void;
}

/** @param capacity senders remembered; the one who wrote longest ago is forgotten first */
export function createRecent(capacity = 5_000): Recent {
  const texts = new Map<string, string>();
  return {
    get: (sender) => texts.get(sender),
    set(sender, text) {
      texts.delete(sender);
      texts.set(sender, text);
      const oldest = texts.keys().next().value;
      if (texts.size > capacity && oldest !== undefined) texts.delete(oldest);
    },
  };
}
