import { scrypt } from 'node:crypto';
import { createReceipt } from '../../lib/ids.js';
import type { LocalKey } from '../../storage/local-key.js';

/** Makes receipts and the hashes they are found by. */
export interface Receipts {
  create(): Promise<{ readonly receipt: string; readonly hash: string }>;
  hash(receipt: string): Promise<string>;
}

/** 16 MB and 40 ms a guess, off the main thread. */
const COST = { N: 16_384, r: 8, p: 1 };

/**
 * A receipt has 53 bits. A plain hash of it could be searched through in days; scrypt makes every guess cost 16 MB, and
 * the pepper from the local key makes a database without its key useless. The salt is the same for all: a tip is found
 * by its receipt alone, without naming the tip.
 */
export function createReceipts(localKey: LocalKey): Receipts {
  const pepper = localKey.derive('receipts');
  const hash = (receipt: string) =>
    new Promise<string>((resolve, reject) => {
      scrypt(receipt.replace(/\D/g, ''), pepper, 32, COST, (error, key) =>
        error ? reject(error) : resolve(key.toString('base64url')),
      );
    });
  return {
    hash,
    async create() {
      const receipt = createReceipt();
      return { receipt, hash: await hash(receipt) };
    },
  };
}
