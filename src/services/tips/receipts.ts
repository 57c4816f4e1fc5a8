import { scrypt } from 'node:crypto';
import { createReceipt } from '../../lib/ids.js';
import type { LocalKey } from '../../storage/local-key.js';
import { type SeededKey, seededKey } from '../../storage/sealing/seeded-key.js';

/** What a receipt alone brings about: the hash that its tip is found by, and a key that opens what staff ask. */
export interface OpenReceipt {
  readonly hash: string;
  readonly key: SeededKey;
}

/** Makes receipts, and what they open. */
export interface Receipts {
  create(): Promise<OpenReceipt & { readonly receipt: string }>;
  open(receipt: string): Promise<OpenReceipt>;
}

/** 16 MB and 40 ms a guess, off the main thread. */
const COST = { N: 16_384, r: 8, p: 1 };
const HALF = 32;

/**
 * A receipt has 66 bits; scrypt makes every guess cost 16 MB, and the pepper from the local key makes a database
 * without its key useless. One scrypt of 64 bytes gives both halves: the hash that is stored, and the seed of the key
 * pair, which is not and does not follow from the hash. The salt is the same for all: a tip is found by its receipt
 * alone, without naming the tip.
 */
export function createReceipts(localKey: LocalKey): Receipts {
  const pepper = localKey.derive('receipts');
  const stretch = (receipt: string) =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(receipt.replace(/\D/g, ''), pepper, 2 * HALF, COST, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  const open = async (receipt: string): Promise<OpenReceipt> => {
    const stretched = await stretch(receipt);
    const key = await seededKey(stretched.subarray(HALF));
    return { hash: stretched.subarray(0, HALF).toString('base64url'), key };
  };
  return {
    open,
    async create() {
      const receipt = createReceipt();
      return { receipt, ...(await open(receipt)) };
    },
  };
}
