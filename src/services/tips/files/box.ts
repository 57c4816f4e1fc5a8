import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { YiwenError } from '../../../lib/errors.js';

export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

/** What opens a box: to be sealed like a story. The name is as the reporter's device gave it. */
export interface BoxKey {
  readonly key: string;
  readonly name: string;
  readonly type: MediaType;
  /** Bytes in the clear. */
  readonly size: number;
}

const NONCE = 12;
const TAG = 16;

/**
 * A file under a key of its own (AES-256-GCM): the key alone is sealed to the staff's, so that a new staff key does not
 * mean writing every file again.
 */
export function boxFile(bytes: Uint8Array, name: string, type: MediaType): { box: Buffer; boxKey: BoxKey } {
  const [key, nonce] = [randomBytes(32), randomBytes(NONCE)];
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const box = Buffer.concat([nonce, cipher.getAuthTag(), body]);
  return { box, boxKey: { key: key.toString('base64url'), name, type, size: bytes.length } };
}

/**
 * @param opened the sealed key, opened by a staff member's keyring
 * @throws YiwenError `tips.file-unreadable`
 */
export function openBox(box: Uint8Array, opened: string): BoxKey & { readonly bytes: Buffer } {
  try {
    const boxKey = JSON.parse(opened) as BoxKey;
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(boxKey.key, 'base64url'), box.subarray(0, NONCE));
    decipher.setAuthTag(box.subarray(NONCE, NONCE + TAG));
    return { ...boxKey, bytes: Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()]) };
  } catch (cause) {
    throw new YiwenError('tips.file-unreadable', '这个附件已损坏，打不开', '请从备份恢复数据库后再试', { cause });
  }
}
