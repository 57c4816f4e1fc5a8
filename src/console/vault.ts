import type { Keyring } from '../storage/sealing/keyring.js';

/**
 * Opened keyrings, by session. In this process's memory alone and for as long as the session shows signs of life: a
 * restart closes everything, and the password opens it again.
 */
export interface Vault {
  put(session: string, keyring: Keyring, now: Date): void;
  get(session: string, now: Date): Keyring | undefined;
  drop(session: string): void;
}

export function createVault(idleMs: number): Vault {
  const opened = new Map<string, { keyring: Keyring; seen: number }>();
  return {
    put: (session, keyring, now) => void opened.set(session, { keyring, seen: now.getTime() }),
    get(session, now) {
      for (const [key, { seen }] of opened) if (now.getTime() - seen > idleMs) opened.delete(key);
      const found = opened.get(session);
      if (found) found.seen = now.getTime();
      return found?.keyring;
    },
    drop: (session) => void opened.delete(session),
  };
}
