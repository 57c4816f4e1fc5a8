import { z } from 'zod';
import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../audit.js';
import type { Reader, Store } from '../store.js';
import { RECOVERY } from './ceremony.js';
import { addGrant, allKeys, grantsTo, holderById, putHolder } from './key-tables.js';
import { openKeyring } from './keyring.js';
import { type Purpose, purposeNames } from './sealed-text.js';
import { wrappedKey } from './wrapping.js';

/** Every private key, sealed to a holder whom only both halves of the code open. Worth nothing without them. */
const recoveryFile = z.strictObject({
  format: z.literal('yiwen-recovery/1'),
  madeAt: z.string(),
  holder: z.strictObject({ publicKey: z.string(), wrapped: wrappedKey }),
  grants: z.array(z.strictObject({ keyId: z.string(), sealed: z.string() })),
});
export type RecoveryFile = z.infer<typeof recoveryFile>;

/** As of now: a key that is made later is not in it. @throws YiwenError `sealing.no-recovery` */
export async function exportRecovery(db: Reader, at: Date): Promise<RecoveryFile> {
  const holder = await holderById(db, RECOVERY);
  if (!holder) throw new YiwenError('sealing.no-recovery', '还没有恢复文件', '请先在工作台的「密钥」页完成启用');
  const grants = await grantsTo(db, RECOVERY);
  return {
    format: 'yiwen-recovery/1',
    madeAt: at.toISOString(),
    holder: { publicKey: holder.publicKey, wrapped: holder.wrapped },
    grants: grants.map(({ keyId, sealed }) => ({ keyId, sealed })),
  };
}

/** @throws YiwenError `sealing.broken-recovery` */
export function parseRecovery(text: string): RecoveryFile {
  try {
    return recoveryFile.parse(JSON.parse(text));
  } catch (cause) {
    throw new YiwenError('sealing.broken-recovery', '恢复文件读不了', '请换一份完好的恢复文件', { cause });
  }
}

export interface Recovering {
  /** Both halves, in whichever order. */
  readonly halves: readonly [string, string];
  /** The staff member who gets the keys, and which they may hold. */
  readonly to: string;
  readonly purposes: readonly Purpose[];
  readonly at: Date;
  /** Where the database lost what it had. */
  readonly file?: RecoveryFile;
}

/**
 * Opens every key with both halves of the code and hands those that somebody may hold to them.
 * @returns the purposes handed over
 * @throws YiwenError `sealing.wrong-code`, `sealing.no-recovery`, `sealing.no-holder`
 */
export async function recoverKeys(store: Store, recovering: Recovering): Promise<Purpose[]> {
  const { halves, to, purposes, at, file } = recovering;
  if (file) await putBack(store, file, at);
  if (!(await holderById(store.read, RECOVERY)))
    throw new YiwenError('sealing.no-recovery', '数据库里没有恢复记录', '请用 --from 指出恢复文件');
  const [one, other] = halves.map((half) => half.trim());
  const keyring =
    (await openKeyring(store.read, RECOVERY, `${one}/${other}`)) ??
    (await openKeyring(store.read, RECOVERY, `${other}/${one}`));
  if (!keyring) throw new YiwenError('sealing.wrong-code', '恢复码不对', '请两位保管人各自核对自己的一半，注意连字符');
  const holder = await holderById(store.read, to);
  if (!holder) throw new YiwenError('sealing.no-holder', '对方还没有自己的密钥', '请对方先登录并设好自己的口令');
  return store.transaction(async (tx) => {
    const handed = new Set<Purpose>();
    for (const key of await allKeys(tx)) {
      if (!purposes.includes(key.purpose) || !keyring.has(key.id)) continue;
      await keyring.grant(tx, key, holder, RECOVERY, at);
      handed.add(key.purpose);
    }
    const detail = { to, purposes: [...handed].map((purpose) => purposeNames[purpose]).join('、') };
    await appendAudit(tx, { at, actor: RECOVERY, action: 'keys.recovered', subject: to, detail });
    return [...handed];
  });
}

/** What the database still holds stays: a file can only fill gaps. */
async function putBack(store: Store, { holder, grants }: RecoveryFile, at: Date): Promise<void> {
  await store.transaction(async (tx) => {
    if (!(await holderById(tx, RECOVERY))) await putHolder(tx, { id: RECOVERY, ...holder }, at);
    const known = new Set((await allKeys(tx)).map(({ id }) => id));
    const there = new Set((await grantsTo(tx, RECOVERY)).map(({ keyId }) => keyId));
    for (const { keyId, sealed } of grants) {
      if (!known.has(keyId) || there.has(keyId)) continue;
      await addGrant(tx, { keyId, holder: RECOVERY, sealed, grantedBy: RECOVERY, at: at.toISOString() });
    }
  });
}
