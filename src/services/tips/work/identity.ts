import { type Approval, decideApproval, requestApproval } from '../../../casework/approvals.js';
import { actorOf, may, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Reader } from '../../../storage/store.js';
import { copiesOf, copyFor, putCopies } from './copies.js';
import { addEvent } from './events.js';
import { type Opener, openParts, requireKeyring } from './open.js';
import { requireRecord } from './record.js';
import { cases } from './tables.js';

export const IDENTITY = 'tips.identity';
/** How long an identity that was granted may be looked at. */
export const IDENTITY_MS = 24 * 3_600_000;

async function identityOf(db: Reader, number: string): Promise<string> {
  const tables = cases(db);
  const row = await tables
    .selectFrom('tip_identities')
    .select('sealed')
    .where('number', '=', number)
    .executeTakeFirst();
  if (row) return row.sealed;
  throw new YiwenError('tips.unnamed', '这位举报人没有留联系方式', '可以凭受理码留言，请对方补充');
}

/** Asked for by the one who works on the tip. @throws YiwenError `tips.identity-denied`, `tips.unnamed` */
export async function requestIdentity({ store, member, now }: Opener, number: string, reason: string): Promise<void> {
  const record = await requireRecord(store.read, member, number);
  if (record.owner !== member.id)
    throw new YiwenError('tips.identity-denied', '只有承办人能申请查看举报人身份', '请由承办人申请');
  await identityOf(store.read, number);
  await store.transaction(async (tx) => {
    await requestApproval(tx, member, { kind: IDENTITY, subject: number, reason }, now);
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'identity-requested' });
  });
}

/**
 * A custodian's grant opens the identity and seals it anew for the one who asked, for 24 hours. The custodian is shown
 * nothing of it.
 */
export async function grantIdentity(opener: Opener, approval: Approval, note: string): Promise<void> {
  const { store, member, now } = opener;
  const { subject: number, requestedBy } = approval;
  const record = await requireRecord(store.read, member, number);
  if (record.owner !== requestedBy || record.conflicted.includes(requestedBy))
    throw new YiwenError('tips.identity-denied', '申请人已不是这条举报的承办人', '请退回这个申请');
  const keyring = requireKeyring(opener.keyring);
  const identity = JSON.stringify(openParts(keyring, await identityOf(store.read, number)));
  const copy = await copyFor(store.read, requestedBy, 'identity', identity);
  if (!copy) throw new YiwenError('sealing.no-holder', '申请人还没有自己的密钥', '请对方先登录并设好自己的口令');
  await store.transaction(async (tx) => {
    await decideApproval(tx, member, { id: approval.id, granted: true, note, holdsMs: IDENTITY_MS }, now);
    await putCopies(tx, number, [copy], now, new Date(now.getTime() + IDENTITY_MS));
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'identity-granted' });
  });
}

export type Identity = Readonly<Record<string, readonly string[]>>;

/**
 * Shown to the one it was granted to, while it holds, and to a custodian with the key; to nobody else. The reading stands
 * in the audit first.
 * @throws YiwenError `tips.identity-denied`, `sealing.locked`, `sealing.not-granted`
 */
export async function openIdentity(opener: Opener, number: string, reason: string): Promise<Identity> {
  const { store, member, now } = opener;
  const { owner } = await requireRecord(store.read, member, number);
  const custodian = may(member, 'tips.read-identity');
  if (!custodian && owner !== member.id)
    throw new YiwenError('tips.identity-denied', '您不是这条举报的承办人', '由承办人申请，身份保管人批准');
  const keyring = requireKeyring(opener.keyring);
  if (custodian && reason.length < 4)
    throw new YiwenError('tips.incomplete-step', '还没有写查看的理由', '写4个字以上，会留痕');
  const copy = custodian ? undefined : await ownCopy(opener, number);
  const detail = { by: custodian ? 'custodian' : 'grant', ...(custodian ? { reason: reason.slice(0, 200) } : {}) };
  await store.transaction((tx) =>
    appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.identity-opened', subject: number, detail }),
  );
  if (copy) return JSON.parse(keyring.openOwn(copy)) as Identity;
  return openParts(keyring, await identityOf(store.read, number));
}

async function ownCopy({ store, member, now }: Opener, number: string): Promise<string> {
  const copy = (await copiesOf(store.read, number, member, now)).find(({ kind }) => kind === 'identity');
  if (copy) return copy.sealed;
  throw new YiwenError('tips.identity-denied', '还没有批准，或24小时已过', '请写明理由重新申请');
}

/** Until when somebody may look; undefined where they may not. */
export async function identityUntil(db: Reader, number: string, member: StaffMember, now: Date) {
  return (await copiesOf(db, number, member, now)).find(({ kind }) => kind === 'identity')?.expires_at ?? undefined;
}
