import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { YiwenError } from '../lib/errors.js';
import { preparePrivateFolder } from './data-folder.js';

/**
 * The key of this installation. It hides conversations from whoever gets hold of the database alone; what must stay
 * closed even to the thief of the whole disk is sealed to the staff's key instead.
 */
export interface LocalKey {
  /** AES-256-GCM; base64url of nonce, tag and ciphertext. */
  encrypt(text: string): string;
  /** Undefined for what another key wrote or somebody changed. */
  decrypt(box: string): string | undefined;
  /**
   * The same for a key of its own that these parts bring about as well. Where they are written nowhere (the platform's id
   * of a message), the key file alone opens nothing.
   */
  boundTo(...parts: readonly string[]): Pick<LocalKey, 'encrypt' | 'decrypt'>;
  /** A keyed hash (HMAC-SHA-256, 32 characters) that stands for the parts: senders are never stored by name. */
  fingerprint(...parts: readonly string[]): string;
  /** A secret of its own for a purpose: the pepper of a slow hash. */
  derive(purpose: string): Buffer;
}

const NONCE = 12;
const TAG = 16;

/**
 * Reads `<data>/keys/local.key`, or makes it (32 random bytes, readable by the owner only).
 * @param given base64 of 32 bytes from the environment; then nothing is read from or written to the disk
 * @throws YiwenError `storage.local-key-invalid`
 */
export function openLocalKey(dataFolder: string, given?: string): LocalKey {
  const master = given ? Buffer.from(given, 'base64') : readOrCreate(join(dataFolder, 'keys'));
  if (master.length !== 32) {
    throw new YiwenError(
      'storage.local-key-invalid',
      '本机密钥不是32字节',
      '请恢复备份的 keys/local.key，或用 openssl rand -base64 32 生成并填入 YIWEN_LOCAL_KEY',
    );
  }
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', purpose, 32));
  const [boxKey, hashKey] = [derive('box'), derive('fingerprint')];
  return {
    derive,
    encrypt: (text) => encrypt(boxKey, text),
    decrypt: (box) => decrypt(boxKey, box),
    boundTo(...parts) {
      const key = derive(`bound ${JSON.stringify(parts)}`);
      return { encrypt: (text) => encrypt(key, text), decrypt: (box) => decrypt(key, box) };
    },
    fingerprint: (...parts) =>
      createHmac('sha256', hashKey).update(JSON.stringify(parts)).digest('base64url').slice(0, 32),
  };
}

function readOrCreate(folder: string): Buffer {
  preparePrivateFolder(folder);
  const path = join(folder, 'local.key');
  const draft = join(folder, `local.key.${randomBytes(6).toString('hex')}`);
  try {
    return Buffer.from(readFileSync(path, 'utf8'), 'base64');
  } catch {
    // Two processes may start at once: a link is made whole or not at all, and the second one fails.
    writeFileSync(draft, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
    try {
      linkSync(draft, path);
    } catch {
      // The other process was faster: its key is read below.
    } finally {
      rmSync(draft, { force: true });
    }
    return Buffer.from(readFileSync(path, 'utf8'), 'base64');
  }
}

function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function decrypt(key: Buffer, box: string): string | undefined {
  const bytes = Buffer.from(box, 'base64url');
  if (bytes.length < NONCE + TAG) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
