/** How often one sender may write. */
export interface RateLimit {
  readonly messages: number;
  readonly withinMs: number;
}

export interface Limiter {
  /** Counts this message and says whether it is within the limit. */
  allow(sender: string, at: Date): boolean;
}

/** Counts in memory, over a sliding window; senders who fell silent are forgotten. */
export function createLimiter({ messages, withinMs }: RateLimit): Limiter {
  const times = new Map<string, number[]>();
  let swept = 0;
  const forgetSilent = (from: number) => {
    for (const [sender, seen] of times) if ((seen.at(-1) ?? 0) <= from) times.delete(sender);
  };
  return {
    allow(sender, at) {
      const now = at.getTime();
      const from = now - withinMs;
      if (swept <= from) {
        forgetSilent(from);
        swept = now;
      }
      const recent = (times.get(sender) ?? []).filter((time) => time > from);
      if (recent.length >= messages) return false;
      recent.push(now);
      times.set(sender, recent);
      return true;
    },
  };
}
