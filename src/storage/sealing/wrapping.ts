import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/**
 * A private key that a password opens. scrypt off the main thread (128 MB, 0.4 s a try): a bot that answers residents
 * must not stand still while somebody signs in. The box is AES-256-GCM.
 */
export const wrappedKey = z.strictObject({
  salt: z.string(),
  nonce: z.string(),
  box: z.string(),
  /** scrypt's N (r 8, p 1), as it was when it was wrapped. */
  cost: z.int().min(1_024).max(1_048_576),
});
export type WrappedKey = z.infer<typeof wrappedKey>;

/** OWASP's figure for scrypt. */
export const STANDARD_COST = 131_072;

const TAG = 16;

/** @param cost a power of two; lower ones are for tests alone */
export async function wrapKey(key: Uint8Array, password: string, cost = STANDARD_COST): Promise<WrappedKey> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await stretch(password, salt, cost), nonce);
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { salt: salt.toString('base64'), nonce: nonce.toString('base64'), box: box.toString('base64'), cost };
}

/** Undefined if the password is not the right one. */
export async function unwrapKey(wrapped: WrappedKey, password: string): Promise<Uint8Array | undefined> {
  const key = await stretch(password, Buffer.from(wrapped.salt, 'base64'), wrapped.cost);
  const box = Buffer.from(wrapped.box, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrapped.nonce, 'base64'));
    decipher.setAuthTag(box.subarray(-TAG));
    return new Uint8Array(Buffer.concat([decipher.update(box.subarray(0, -TAG)), decipher.final()]));
  } catch {
    return undefined;
  }
}

/** Typed alike on every keyboard: full-width letters count as the plain ones. */
function stretch(password: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
