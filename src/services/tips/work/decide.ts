import { type Approval, decideApproval, waitingApprovals } from '../../../casework/approvals.js';
import { may, type Permission, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import type { Reader } from '../../../storage/store.js';
import { EXTENSION, grantExtension } from './extension.js';
import { grantIdentity, IDENTITY } from './identity.js';
import type { Opener } from './open.js';
import { requireRecord } from './record.js';

/** Both are asked for: the right to export identities, and a second person's yes. */
export const IDENTITY_EXPORT = 'tips.identity-export';
const EXPORT_MS = 24 * 3_600_000;

interface Deciding {
  readonly title: string;
  readonly permission: Permission;
  grant(opener: Opener, approval: Approval, note: string): Promise<void>;
}

/** What is asked for in this service, and who decides on it. */
export const deciding: Readonly<Record<string, Deciding>> = {
  [IDENTITY]: { title: '查看举报人身份', permission: 'tips.approve-identity', grant: grantIdentity },
  [EXTENSION]: { title: '延长期限', permission: 'tips.approve-extension', grant: grantExtension },
  [IDENTITY_EXPORT]: {
    title: '导出举报人身份',
    permission: 'tips.approve-identity-export',
    async grant({ store, member, now }, { id }, note) {
      await store.transaction((tx) => decideApproval(tx, member, { id, granted: true, note, holdsMs: EXPORT_MS }, now));
    },
  },
};

/** What waits for this member: not their own requests. */
export async function waitingFor(read: Reader, member: StaffMember): Promise<Approval[]> {
  const kinds = Object.entries(deciding).filter(([, { permission }]) => may(member, permission));
  const waiting = await Promise.all(kinds.map(([kind]) => waitingApprovals(read, kind)));
  return waiting.flat().filter(({ requestedBy }) => requestedBy !== member.id);
}

export interface Decided {
  readonly kind: string;
  readonly id: string;
  readonly granted: boolean;
  readonly note: string;
}

/** @throws YiwenError `tips.decision-denied`, `approval.unknown`, `approval.own-request`, `approval.decided` */
export async function decide(opener: Opener, { kind, id, granted, note }: Decided): Promise<void> {
  const { store, member, now } = opener;
  const how = Object.hasOwn(deciding, kind) ? deciding[kind] : undefined;
  if (!how || !may(member, how.permission))
    throw new YiwenError('tips.decision-denied', '这个申请不归您审批', '请有审批权的同事处理');
  const approval = (await waitingApprovals(store.read, kind)).find((one) => one.id === id);
  if (!approval) throw new YiwenError('approval.decided', '这个申请已经处理过', '请刷新页面查看结果');
  if (approval.requestedBy === member.id)
    throw new YiwenError('approval.own-request', '不能审批自己的申请', '请另一位有审批权的同事处理');
  if (kind !== IDENTITY_EXPORT) await requireRecord(store.read, member, approval.subject);
  if (granted) return how.grant(opener, approval, note);
  if (note.length < 2) throw new YiwenError('tips.incomplete-step', '还没有写退回的理由', '写2个字以上');
  await store.transaction((tx) => decideApproval(tx, member, { id, granted, note }, now));
}
