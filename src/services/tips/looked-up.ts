import { randomId } from '../../lib/ids.js';

/** A tip whose receipt was given a moment ago. Staff's questions are in the clear here: this never reaches the disk. */
export interface LookedUpTip {
  readonly number: string;
  /** What staff asked since the reporter wrote last, oldest first. */
  readonly questions: readonly string[];
}

/**
 * Keeps them in memory, under a name of chance that says nothing by itself: a stored conversation that held the tip's
 * number would tie its sender to the tip. After a restart the receipt is asked for again.
 */
export interface LookedUp {
  put(tip: LookedUpTip, at: Date): string;
  get(token: string, at: Date): LookedUpTip | undefined;
}

const WITHIN_MS = 60 * 60_000;

/** @param capacity tips remembered; the one opened longest ago is forgotten first */
export function createLookedUp(capacity = 1_000): LookedUp {
  const opened = new Map<string, { readonly tip: LookedUpTip; readonly until: number }>();
  return {
    put(tip, at) {
      const token = randomId();
      opened.set(token, { tip, until: at.getTime() + WITHIN_MS });
      for (const [oldest, { until }] of opened) {
        if (opened.size <= capacity && until > at.getTime()) break;
        opened.delete(oldest);
      }
      return token;
    },
    get(token, at) {
      const found = opened.get(token);
      return found && found.until > at.getTime() ? found.tip : undefined;
    },
  };
}
