import { createHash } from 'node:crypto';

/** Numbers that a seed gives, the same whenever they are asked for. */
export interface Chance {
  /** A whole number from 0 up to, but not at, `below`; each as likely as the other. */
  below(below: number): number;
}

const WORDS = 2 ** 32;

/**
 * sha256(seed | 0), sha256(seed | 1), … as 32-bit numbers. Those beyond the last full multiple are thrown away: a
 * remainder alone would make the small ones likelier.
 * @param seed hex
 */
export function seededChance(seed: string): Chance {
  const words: number[] = [];
  let block = 0;
  const next = (): number => {
    if (words.length === 0) {
      const digest = createHash('sha256').update(`${seed}|${block++}`).digest();
      for (let at = 0; at < digest.length; at += 4) words.push(digest.readUInt32BE(at));
    }
    return words.shift() as number;
  };
  return {
    below(below) {
      const limit = WORDS - (WORDS % below);
      for (;;) {
        const word = next();
        if (word < limit) return word % below;
      }
    },
  };
}

/** Fisher–Yates: every order is as likely as the other. */
export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = chance.below(at + 1);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}
