import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../audit.js';
import type { Store, Tx } from '../store.js';
import { RECOVERY, requireHolder } from './ceremony.js';
import { allGrants, allKeys, dropGrant, dropKey, type KeyHolder, retireKey, type SealingKey } from './key-tables.js';
import { createKey, type Keyring } from './keyring.js';
import { countSealed } from './reseal.js';
import { type Purpose, purposes } from './sealed-text.js';
import { newKeyId } from './sealing.js';

/** Who does it with which keys, and when. */
export interface KeyAct {
  readonly keyring: Keyring;
  readonly actor: string;
  readonly at: Date;
}

/**
 * A new key for a purpose, for everybody who holds the present one. What was sealed before stays readable for its holders
 * until it is sealed anew (`resealSome`).
 * @throws YiwenError `sealing.not-granted` where the keyring does not hold the present key
 */
export function rotateKey(
  store: Store,
  { purpose, ...act }: KeyAct & { readonly purpose: Purpose },
): Promise<SealingKey> {
  return store.transaction((tx) => rotate(tx, purpose, act));
}

async function rotate(tx: Tx, purpose: Purpose, { keyring, actor, at }: KeyAct): Promise<SealingKey> {
  const present = (await allKeys(tx)).find((key) => key.purpose === purpose && key.state === 'active');
  const grants = await allGrants(tx);
  const mine = grants.some(({ keyId, holder }) => keyId === present?.id && holder === keyring.holder);
  if (!present || !mine)
    throw new YiwenError('sealing.not-granted', '您没有这把密钥，不能更换它', '请持有该密钥的同事来更换');
  const holders: KeyHolder[] = [];
  for (const { keyId, holder } of grants) if (keyId === present.id) holders.push(await requireHolder(tx, holder));
  await retireKey(tx, present.id, at);
  const key = await createKey(tx, { id: newKeyId(), purpose, state: 'active' }, holders, actor, at);
  await appendAudit(tx, { at, actor, action: 'keys.rotated', subject: purpose, detail: { key: key.id } });
  return key;
}

/**
 * Takes the keys of a purpose from somebody. @throws YiwenError `sealing.last-holder` where nobody else could open what
 * one of them sealed, `sealing.not-granted`
 */
export async function takeKeys(tx: Tx, purpose: Purpose, from: string, { keyring, actor, at }: KeyAct): Promise<void> {
  if (!keyring.holds(purpose))
    throw new YiwenError('sealing.not-granted', '您没有这把密钥，不能收回别人的', '请持有该密钥的同事办理');
  const others = (await allGrants(tx)).filter(({ holder }) => holder !== RECOVERY && holder !== from);
  for (const key of await allKeys(tx)) {
    if (key.purpose !== purpose) continue;
    if (!others.some(({ keyId }) => keyId === key.id))
      throw new YiwenError('sealing.last-holder', '这是最后一位持有人，收回就没人能打开了', '请先授予另一位同事');
    await dropGrant(tx, key.id, from);
  }
  await appendAudit(tx, { at, actor, action: 'keys.revoked', subject: purpose, detail: { from } });
}

/**
 * Somebody leaves: in one step their keys are taken and changed, so that what comes from now on is closed to them even
 * if they noted a key down.
 * @returns the purposes that it was done for; those that this keyring does not hold are left to a colleague
 */
export function dismissHolder(store: Store, from: string, act: KeyAct): Promise<Purpose[]> {
  return store.transaction(async (tx) => {
    const keys = new Map((await allKeys(tx)).map((key) => [key.id, key]));
    const theirs = (await allGrants(tx)).filter(({ holder }) => holder === from);
    const held = new Set(theirs.map(({ keyId }) => keys.get(keyId)?.purpose));
    const mine = purposes.filter((purpose) => held.has(purpose) && act.keyring.holds(purpose));
    for (const purpose of mine) {
      await takeKeys(tx, purpose, from, act);
      await rotate(tx, purpose, act);
    }
    return mine;
  });
}

/** Conversations keep sealed pieces for so long: after it nothing is left that a retired key alone would open. */
export const REST_MS = 24 * 3_600_000;

/**
 * Destroys a retired key with every grant of it: a copy of an old backup can then not be opened with what is stored here.
 * @throws YiwenError `sealing.key-in-use`, `sealing.unknown-key`, `sealing.not-granted`
 */
export async function destroyKey(store: Store, keyId: string, { keyring, actor, at }: KeyAct): Promise<void> {
  // Nothing is sealed to a retired key any more, so counting before is as good as inside, and holds nobody up.
  const left = await countSealed(store.read, keyId);
  await store.transaction(async (tx) => {
    const key = (await allKeys(tx)).find(({ id }) => id === keyId);
    if (!key) throw new YiwenError('sealing.unknown-key', '没有这把密钥', '请刷新「密钥」页查看');
    if (!keyring.holds(key.purpose))
      throw new YiwenError('sealing.not-granted', '您没有这类密钥，不能销毁它', '请持有该密钥的同事办理');
    const rested = key.retiredAt !== null && at.getTime() - Date.parse(key.retiredAt) >= REST_MS;
    if (key.state !== 'retired' || !rested)
      throw new YiwenError('sealing.key-in-use', '这把密钥还不能销毁', '更换满24小时之后才能销毁');
    if (left > 0)
      throw new YiwenError('sealing.key-in-use', `还有 ${left} 处内容要用这把密钥打开`, '请先把旧件重新加密');
    await dropKey(tx, keyId);
    await appendAudit(tx, { at, actor, action: 'keys.destroyed', subject: key.purpose, detail: { key: keyId } });
  });
  await store.scrub();
}
