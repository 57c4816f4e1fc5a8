import { randomBytes } from 'node:crypto';
import { YiwenError } from '../../lib/errors.js';
import type { Reader, Store, Tx } from '../store.js';
import { allKeys, holderById, putHolder, type SealingKey } from './key-tables.js';
import { createHolder, createKey, sealWith } from './keyring.js';
import { type Purpose, purposes, type Seal } from './sealed-text.js';
import { loadSodium } from './sodium.js';

/** What the running bot can do with keys: seal, never open. */
export interface Sealing {
  /** The function that seals to today's keys; makes founding keys where there are none yet. */
  seal(): Promise<Seal>;
}

export interface SealingOptions {
  readonly store: Store;
  /** The founding code, where one is configured; one is made up when absent. Of no use after the ceremony. */
  readonly code?: string;
  /** Told a code that was made up, exactly once: it is written nowhere. */
  readonly onCodeCreated: (code: string) => void;
  /** What stretching the code costs; lower than the standard in tests alone. */
  readonly cost?: number;
}

/** Holds every key until two office holders have taken them over. */
export const FOUNDER = 'founder';

const SHORTEST_CODE = 8;

export function createSealing(options: SealingOptions): Sealing {
  let ready: Promise<void> | undefined;
  return {
    async seal() {
      ready ??= found(options).catch((error: unknown) => {
        ready = undefined;
        throw error;
      });
      await ready;
      return sealer(options.store.read);
    },
  };
}

/** Seals to the keys as they stand now. @throws YiwenError `sealing.no-key` */
export async function sealer(db: Reader | Tx): Promise<Seal> {
  const sodium = await loadSodium();
  const keys = new Map<Purpose, SealingKey>();
  for (const key of await allKeys(db)) if (key.state !== 'retired') keys.set(key.purpose, key);
  return (purpose, text) => {
    const key = keys.get(purpose);
    if (key) return sealWith(sodium, key, text);
    throw new YiwenError('sealing.no-key', '还没有封存用的密钥', '请先运行一次 yiwen start，再完成密钥启用');
  };
}

export const newKeyId = (): string => randomBytes(6).toString('hex');

/**
 * The first keys, before anybody holds them: what is told today is sealed at once, and stays unread until two office
 * holders have taken the keys over with the founding code.
 */
async function found({ store, code, onCodeCreated, cost }: SealingOptions): Promise<void> {
  if ((await allKeys(store.read)).length > 0) return;
  const chosen = code ?? inventCode();
  requireLength(chosen);
  const founder = await createHolder(FOUNDER, chosen, cost);
  const made = await store.transaction(async (tx) => {
    // Two processes may start at once: the second finds the keys of the first.
    if ((await allKeys(tx)).length > 0) return false;
    const at = new Date();
    await putHolder(tx, founder, at);
    for (const purpose of purposes)
      await createKey(tx, { id: newKeyId(), purpose, state: 'founding' }, [founder], FOUNDER, at);
    return true;
  });
  if (made && code === undefined) onCodeCreated(chosen);
}

/** Whether two office holders have taken the keys over yet. */
export async function isFounded(db: Reader): Promise<boolean> {
  const keys = await allKeys(db);
  return keys.length > 0 && (await holderById(db, FOUNDER)) === undefined;
}

/** 100 random bits as twenty letters and digits that are not mistaken for each other, `abcde-fghij-…`. */
export function inventCode(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = [...randomBytes(20)].map((byte) => letters.charAt(byte % 32)).join('');
  return text.replace(/(.{5})(?=.)/g, '$1-');
}

function requireLength(code: string): void {
  if (code.length >= SHORTEST_CODE) return;
  throw new YiwenError('sealing.code-too-short', '启用码太短', `请用至少 ${SHORTEST_CODE} 个字符`);
}
