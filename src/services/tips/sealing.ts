import { randomBytes } from 'node:crypto';
import { YiwenError } from '../../lib/errors.js';
import { type KeyFile, placeKeyFile, readKeyFile, requireKeyFile, writeKeyFile } from './key-file.js';
import { loadSodium, type Sodium } from './sodium.js';

/** Seals to the staff's public key: whoever holds the disk cannot read what was sealed, the bot itself included. */
export interface Sealing {
  /** The function that seals; makes the key pair at first need. */
  seal(): Promise<(text: string) => string>;
}

/** The private key, opened with the staff password. */
export interface Keyring {
  /** @throws YiwenError `sealing.unreadable` for what was sealed to another key */
  open(sealed: string): string;
}

export interface SealingOptions {
  /** The folder of keys: `<data>/keys`. */
  readonly folder: string;
  /** The staff password for a new key pair; one is made up when absent. Of no use once the key pair is there. */
  readonly password?: string;
  /** Told a password that was made up, exactly once: it is written nowhere. */
  readonly onPasswordCreated: (password: string) => void;
}

/** Argon2id: 64 MB, three passes, 0.5 s in WebAssembly. */
const PASSES = 3;
const MEMORY = 64 * 1024 * 1024;
const SHORTEST_PASSWORD = 8;

export function createSealing(options: SealingOptions): Sealing {
  let sealer: Promise<(text: string) => string> | undefined;
  return {
    seal() {
      sealer ??= openSealer(options).catch((error: unknown) => {
        sealer = undefined;
        throw error;
      });
      return sealer;
    },
  };
}

async function openSealer(options: SealingOptions): Promise<(text: string) => string> {
  const sodium = await loadSodium();
  const publicKey = sodium.from_base64((readKeyFile(options.folder) ?? createKeyFile(sodium, options)).publicKey);
  return (text) => sodium.to_base64(sodium.crypto_box_seal(text, publicKey));
}

/**
 * Opens the private key, and notes that the password works.
 * @throws YiwenError `sealing.no-key`, `sealing.wrong-password`
 */
export async function openKeyring(folder: string, password: string): Promise<Keyring> {
  const sodium = await loadSodium();
  const file = requireKeyFile(folder);
  const privateKey = unwrap(sodium, file, password);
  if (!file.verifiedAt) writeKeyFile(folder, { ...file, verifiedAt: new Date().toISOString() });
  const publicKey = sodium.from_base64(file.publicKey);
  return {
    open(sealed) {
      try {
        return sodium.to_string(sodium.crypto_box_seal_open(sodium.from_base64(sealed), publicKey, privateKey));
      } catch (cause) {
        throw new YiwenError(
          'sealing.unreadable',
          '这条内容不是用当前密钥封存的，或已损坏',
          '请用封存时的密钥文件备份打开',
          {
            cause,
          },
        );
      }
    },
  };
}

/**
 * Wraps the same private key anew: what was sealed stays readable.
 * @throws YiwenError `sealing.no-key`, `sealing.wrong-password`, `sealing.password-too-short`
 */
export async function changePassword(folder: string, old: string, next: string): Promise<void> {
  const sodium = await loadSodium();
  const file = requireKeyFile(folder);
  const privateKey = unwrap(sodium, file, old);
  requireLength(next);
  writeKeyFile(folder, { ...file, wrapped: wrap(sodium, privateKey, next), verifiedAt: new Date().toISOString() });
}

function createKeyFile(sodium: Sodium, { folder, password, onPasswordCreated }: SealingOptions): KeyFile {
  const chosen = password ?? inventPassword();
  requireLength(chosen);
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const file: KeyFile = {
    version: 1,
    publicKey: sodium.to_base64(publicKey),
    wrapped: wrap(sodium, privateKey, chosen),
    createdAt: new Date().toISOString(),
    verifiedAt: password ? new Date().toISOString() : null,
  };
  if (!placeKeyFile(folder, file)) return requireKeyFile(folder);
  if (!password) onPasswordCreated(chosen);
  return file;
}

/** 100 random bits as twenty letters and digits that are not mistaken for each other. */
function inventPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = [...randomBytes(20)].map((byte) => letters.charAt(byte % 32)).join('');
  return text.replace(/(.{5})(?=.)/g, '$1-');
}

function requireLength(password: string): void {
  if (password.length >= SHORTEST_PASSWORD) return;
  throw new YiwenError('sealing.password-too-short', '口令太短', `请用至少 ${SHORTEST_PASSWORD} 个字符的口令`);
}

function wrap(sodium: Sodium, privateKey: Uint8Array, password: string): KeyFile['wrapped'] {
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES);
  const box = sodium.crypto_secretbox_easy(privateKey, nonce, stretch(sodium, password, salt, PASSES, MEMORY));
  const [saltText, nonceText, boxText] = [salt, nonce, box].map((bytes) => sodium.to_base64(bytes)) as [
    string,
    string,
    string,
  ];
  return { salt: saltText, nonce: nonceText, box: boxText, passes: PASSES, memory: MEMORY };
}

function unwrap(sodium: Sodium, { wrapped }: KeyFile, password: string): Uint8Array {
  const { salt, nonce, box, passes, memory } = wrapped;
  const key = stretch(sodium, password, sodium.from_base64(salt), passes, memory);
  try {
    return sodium.crypto_secretbox_open_easy(sodium.from_base64(box), sodium.from_base64(nonce), key);
  } catch (cause) {
    throw new YiwenError('sealing.wrong-password', '口令不对', '请核对大小写和连字符；口令无法找回，只能用备份的口令', {
      cause,
    });
  }
}

function stretch(sodium: Sodium, password: string, salt: Uint8Array, passes: number, memory: number): Uint8Array {
  const length = sodium.crypto_secretbox_KEYBYTES;
  return sodium.crypto_pwhash(
    length,
    password.normalize('NFKC'),
    salt,
    passes,
    memory,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}
