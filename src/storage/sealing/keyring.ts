import { YiwenError } from '../../lib/errors.js';
import type { Reader, Tx } from '../store.js';
import { addGrant, addKey, allKeys, grantsTo, holderById, type KeyHolder, type SealingKey } from './key-tables.js';
import { type Purpose, purposeNames, readSealed, writeSealed } from './sealed-text.js';
import { loadSodium, type Sodium } from './sodium.js';
import { unwrapKey, type WrappedKey, wrapKey } from './wrapping.js';

/** A holder whose password opened their private key. Lives in memory only; forget it and everything is closed again. */
export interface Keyring {
  readonly holder: string;
  /** Looks up what has been granted or withdrawn since. */
  refresh(db: Reader | Tx): Promise<void>;
  /** Whether what is sealed for this purpose today could be opened. */
  holds(purpose: Purpose): boolean;
  /** Whether what was sealed to this very key could be opened. */
  has(keyId: string): boolean;
  /**
   * @throws YiwenError `sealing.not-granted` where this holder was not given the key, `sealing.unreadable` for what
   *   was damaged
   */
  open(sealed: string): string;
  /** What somebody sealed to this holder alone with `sealTo`. @throws YiwenError `sealing.unreadable` */
  openOwn(box: string): string;
  /** Hands a key that this holder has on to another. @throws YiwenError `sealing.not-granted` */
  grant(tx: Tx, key: SealingKey, to: Pick<KeyHolder, 'id' | 'publicKey'>, grantedBy: string, at: Date): Promise<void>;
  /** The same private key under another password: what was granted stays granted. */
  rewrap(password: string, cost?: number): Promise<WrappedKey>;
}

/** @returns undefined if there is no such holder or the password is not theirs */
export async function openKeyring(db: Reader, holder: string, password: string): Promise<Keyring | undefined> {
  const found = await holderById(db, holder);
  const privateKey = found && (await unwrapKey(found.wrapped, password));
  return found && privateKey ? createKeyring(await loadSodium(), db, found, privateKey) : undefined;
}

async function createKeyring(
  sodium: Sodium,
  db: Reader,
  { id: holder, publicKey }: KeyHolder,
  privateKey: Uint8Array,
): Promise<Keyring> {
  const own = { publicKey: sodium.from_base64(publicKey), privateKey };
  let granted = new Map<string, { readonly key: SealingKey; readonly privateKey: Uint8Array }>();
  const keyring: Keyring = {
    holder,
    async refresh(source) {
      const keys = new Map((await allKeys(source)).map((key) => [key.id, key]));
      const next = new Map<string, { key: SealingKey; privateKey: Uint8Array }>();
      for (const { keyId, sealed } of await grantsTo(source, holder)) {
        const key = keys.get(keyId);
        if (key) next.set(keyId, { key, privateKey: granted.get(keyId)?.privateKey ?? openBox(sodium, sealed, own) });
      }
      granted = next;
    },
    holds: (purpose) => [...granted.values()].some(({ key }) => key.purpose === purpose && key.state !== 'retired'),
    has: (keyId) => granted.has(keyId),
    open(sealed) {
      const parts = readSealed(sealed);
      if (!parts) throw unreadable();
      const held = granted.get(parts.keyId);
      if (!held) throw notGranted();
      const publicHalf = sodium.from_base64(held.key.publicKey);
      return sodium.to_string(openBox(sodium, parts.box, { publicKey: publicHalf, privateKey: held.privateKey }));
    },
    openOwn: (box) => sodium.to_string(openBox(sodium, box, own)),
    async grant(tx, key, to, grantedBy, at) {
      const held = granted.get(key.id);
      if (!held) throw notGranted(key.purpose);
      const sealed = sodium.to_base64(sodium.crypto_box_seal(held.privateKey, sodium.from_base64(to.publicKey)));
      await addGrant(tx, { keyId: key.id, holder: to.id, sealed, grantedBy, at: at.toISOString() });
    },
    rewrap: (password, cost) => wrapKey(privateKey, password, cost),
  };
  await keyring.refresh(db);
  return keyring;
}

/** A new key pair for somebody who is to be given keys. */
export async function createHolder(id: string, password: string, cost?: number): Promise<KeyHolder> {
  const sodium = await loadSodium();
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { id, publicKey: sodium.to_base64(publicKey), wrapped: await wrapKey(privateKey, password, cost) };
}

/** A new key for a purpose, its private half sealed to those who are to hold it. */
export async function createKey(
  tx: Tx,
  { id, purpose, state }: Pick<SealingKey, 'id' | 'purpose' | 'state'>,
  holders: readonly Pick<KeyHolder, 'id' | 'publicKey'>[],
  grantedBy: string,
  at: Date,
): Promise<SealingKey> {
  const sodium = await loadSodium();
  const pair = sodium.crypto_box_keypair();
  const key: SealingKey = {
    ...{ id, purpose, state },
    publicKey: sodium.to_base64(pair.publicKey),
    createdAt: at.toISOString(),
    retiredAt: null,
  };
  await addKey(tx, key);
  for (const holder of holders) {
    const sealed = sodium.to_base64(sodium.crypto_box_seal(pair.privateKey, sodium.from_base64(holder.publicKey)));
    await addGrant(tx, { keyId: id, holder: holder.id, sealed, grantedBy, at: at.toISOString() });
  }
  return key;
}

/** Seals to one holder's own key: an approved look at an identity, for the one who asked. */
export async function sealTo({ publicKey }: Pick<KeyHolder, 'publicKey'>, text: string): Promise<string> {
  const sodium = await loadSodium();
  return sodium.to_base64(sodium.crypto_box_seal(text, sodium.from_base64(publicKey)));
}

/** Seals to a purpose's key. */
export function sealWith(sodium: Sodium, { id, publicKey }: SealingKey, text: string): string {
  return writeSealed(id, sodium.to_base64(sodium.crypto_box_seal(text, sodium.from_base64(publicKey))));
}

interface Pair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

function openBox(sodium: Sodium, box: string, { publicKey, privateKey }: Pair): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(sodium.from_base64(box), publicKey, privateKey);
  } catch (cause) {
    throw unreadable(cause);
  }
}

const unreadable = (cause?: unknown) =>
  new YiwenError('sealing.unreadable', '这条内容已损坏，打不开', '请从备份恢复数据库后再试', { cause });

const notGranted = (purpose?: Purpose) =>
  new YiwenError(
    'sealing.not-granted',
    purpose ? `您没有「${purposeNames[purpose]}」的密钥` : '您没有打开这条内容的密钥',
    '请持有该密钥的同事在「密钥」页授予您',
  );
