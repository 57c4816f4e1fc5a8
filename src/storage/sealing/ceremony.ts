import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../audit.js';
import type { Reader, Store } from '../store.js';
import { allKeys, dropHolder, holderById, type KeyHolder, putHolder, retireKey } from './key-tables.js';
import { createHolder, createKey, type Keyring, openKeyring } from './keyring.js';
import type { Purpose } from './sealed-text.js';
import { FOUNDER, inventCode, newKeyId } from './sealing.js';

/** Opens every key with both halves of the recovery code; its file is this holder's record. */
export const RECOVERY = 'recovery';

export interface Officer {
  readonly id: string;
  /** As the audit says: `staff:wang`. */
  readonly actor: string;
  /** The purposes whose keys this office holder takes over. */
  readonly purposes: readonly Purpose[];
}

export interface Ceremony {
  readonly code: string;
  readonly officers: readonly [Officer, Officer];
  readonly at: Date;
  /** What stretching the recovery code costs; lower than the standard in tests alone. */
  readonly cost?: number;
}

/** Each office holder copies one half by hand; only both together open the recovery file. */
export interface RecoveryCode {
  readonly halves: readonly [string, string];
}

/**
 * Two office holders take over: new keys that nobody but they hold (whoever saw the founding code can open nothing
 * that comes later), the founding keys handed on to be able to read what came before, the founder gone.
 * @throws YiwenError `sealing.already-founded`, `sealing.wrong-code`, `sealing.one-officer`, `sealing.no-holder`
 */
export async function holdCeremony(store: Store, { code, officers, at, cost }: Ceremony): Promise<RecoveryCode> {
  const [one, other] = officers;
  if (one.id === other.id)
    throw new YiwenError('sealing.one-officer', '启用密钥要两个人', '请另一位同事登录后一起完成');
  const founder = await openFounder(store.read, code);
  const halves: [string, string] = [inventCode(), inventCode()];
  const recovery = await createHolder(RECOVERY, halves.join('/'), cost);
  await store.transaction(async (tx) => {
    const holders = new Map<string, KeyHolder>([[RECOVERY, recovery]]);
    for (const { id } of officers) holders.set(id, await requireHolder(tx, id));
    await putHolder(tx, recovery, at);
    for (const key of await allKeys(tx)) {
      const taking = officers.filter(({ purposes }) => purposes.includes(key.purpose)).map(({ id }) => id);
      const heirs = [...taking, RECOVERY].flatMap((id) => holders.get(id) ?? []);
      for (const heir of heirs) await founder.grant(tx, key, heir, FOUNDER, at);
      await retireKey(tx, key.id, at);
      const next = { id: newKeyId(), purpose: key.purpose, state: 'active' } as const;
      await createKey(tx, next, heirs, FOUNDER, at);
    }
    await dropHolder(tx, FOUNDER);
    for (const { actor } of officers) await appendAudit(tx, { at, actor, action: 'keys.founded', subject: 'ceremony' });
  });
  return { halves };
}

async function openFounder(db: Reader, code: string): Promise<Keyring> {
  if (!(await holderById(db, FOUNDER)))
    throw new YiwenError('sealing.already-founded', '密钥已经启用，或还没有生成', '请刷新「密钥」页查看');
  const founder = await openKeyring(db, FOUNDER, code.trim());
  if (founder) return founder;
  throw new YiwenError('sealing.wrong-code', '启用码不对', '请核对首次启动时终端上显示的启用码，注意连字符');
}

export async function requireHolder(db: Parameters<typeof holderById>[0], id: string): Promise<KeyHolder> {
  const holder = await holderById(db, id);
  if (holder) return holder;
  throw new YiwenError('sealing.no-holder', '对方还没有自己的密钥', '请对方先登录并设好自己的口令');
}
