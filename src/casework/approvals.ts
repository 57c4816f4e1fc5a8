import { actorOf, type StaffMember } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { randomId } from '../lib/ids.js';
import { appendAudit } from '../storage/audit.js';
import type { Migration, Reader, Tx } from '../storage/store.js';

/** What one person asks for and another decides: a longer term, a look at an identity, a reward, an export, a publishing. */
export interface Approval {
  readonly id: string;
  /** Dotted, as in the audit: `tips.extension`. */
  readonly kind: string;
  /** The case, or whatever it is about. */
  readonly subject: string;
  readonly requestedBy: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly state: 'waiting' | 'granted' | 'refused';
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
  /** A grant holds until then; null for as long as it is not used otherwise. */
  readonly expiresAt: string | null;
  /** What is asked for, where a word is not enough: JSON text. */
  readonly detail: string;
}

type ApprovalTables = {
  approvals: {
    id: string;
    kind: string;
    subject: string;
    requested_by: string;
    reason: string;
    requested_at: string;
    state: Approval['state'];
    decided_by: string | null;
    decided_at: string | null;
    note: string | null;
    expires_at: string | null;
    detail: string;
  };
};

export const caseworkMigrations: readonly Migration[] = [
  {
    name: 'casework/1-approvals',
    async up(schema) {
      await schema
        .createTable('approvals')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('requested_by', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('requested_at', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('decided_by', 'text')
        .addColumn('decided_at', 'text')
        .addColumn('note', 'text')
        .addColumn('expires_at', 'text')
        .addColumn('detail', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('approvals_kind').on('approvals').columns(['kind', 'state']).execute();
      await schema.createIndex('approvals_subject').on('approvals').columns(['subject', 'kind']).execute();
    },
  },
];

type Row = ApprovalTables['approvals'];

const approvalOf = (row: Row): Approval => ({
  ...{ id: row.id, kind: row.kind, subject: row.subject, reason: row.reason, state: row.state, note: row.note },
  ...{ requestedBy: row.requested_by, requestedAt: row.requested_at, decidedBy: row.decided_by },
  ...{ decidedAt: row.decided_at, expiresAt: row.expires_at, detail: row.detail },
});

export interface Requested {
  readonly kind: string;
  readonly subject: string;
  readonly reason: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** @returns the id of the request @throws YiwenError `approval.no-reason`, `approval.already-waiting` */
export async function requestApproval(tx: Tx, member: StaffMember, requested: Requested, at: Date): Promise<string> {
  const reason = requested.reason.trim();
  if (reason.length < 4 || reason.length > 500)
    throw new YiwenError('approval.no-reason', '理由要写4至500个字', '请写明为什么需要，审批人和审计都会看到');
  const db = tx.withTables<ApprovalTables>();
  const waiting = await approvalsOf(tx, requested.kind, requested.subject);
  if (waiting.some(({ state, requestedBy }) => state === 'waiting' && requestedBy === member.id))
    throw new YiwenError('approval.already-waiting', '同样的申请已经在等审批', '请等审批人处理，或请其先退回');
  const id = randomId();
  await db
    .insertInto('approvals')
    .values({
      id,
      ...{ kind: requested.kind, subject: requested.subject, reason },
      ...{ requested_by: member.id, requested_at: at.toISOString(), state: 'waiting' },
      ...{ decided_by: null, decided_at: null, note: null, expires_at: null },
      detail: JSON.stringify(requested.detail ?? {}),
    })
    .execute();
  const { kind, subject } = requested;
  await appendAudit(tx, { at, actor: actorOf(member), action: `${kind}-requested`, subject, detail: { request: id } });
  return id;
}

export interface Decision {
  readonly id: string;
  readonly granted: boolean;
  readonly note: string;
  /** How long a grant holds, in milliseconds; for good when absent. */
  readonly holdsMs?: number;
}

/** @throws YiwenError `approval.unknown`, `approval.decided`, `approval.own-request` */
export async function decideApproval(tx: Tx, member: StaffMember, decision: Decision, at: Date): Promise<Approval> {
  const approval = await approvalById(tx, decision.id);
  if (approval.state !== 'waiting')
    throw new YiwenError('approval.decided', '这个申请已经处理过', '请刷新页面查看结果');
  if (approval.requestedBy === member.id)
    throw new YiwenError('approval.own-request', '不能审批自己的申请', '请另一位有审批权的同事处理');
  const { granted, note, holdsMs } = decision;
  const change = {
    state: granted ? ('granted' as const) : ('refused' as const),
    ...{ decided_by: member.id, decided_at: at.toISOString(), note },
    expires_at: granted && holdsMs !== undefined ? new Date(at.getTime() + holdsMs).toISOString() : null,
  };
  await tx
    .withTables<ApprovalTables>()
    .updateTable('approvals')
    .set(change)
    .where('id', '=', approval.id)
    .where('state', '=', 'waiting')
    .execute();
  const action = `${approval.kind}-${change.state}`;
  const detail = { request: approval.id, requestedBy: approval.requestedBy };
  await appendAudit(tx, { at, actor: actorOf(member), action, subject: approval.subject, detail });
  return approvalById(tx, approval.id);
}

async function approvalById(db: Reader | Tx, id: string): Promise<Approval> {
  const row = await db
    .withTables<ApprovalTables>()
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row) return approvalOf(row);
  throw new YiwenError('approval.unknown', '没有这个申请', '请回到列表再选');
}

/** Newest first. */
export async function approvalsOf(db: Reader | Tx, kind: string, subject: string): Promise<Approval[]> {
  const rows = await db
    .withTables<ApprovalTables>()
    .selectFrom('approvals')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .orderBy('requested_at', 'desc')
    .execute();
  return rows.map(approvalOf);
}

/** Those that wait to be decided, oldest first. */
export async function waitingApprovals(db: Reader | Tx, kind: string): Promise<Approval[]> {
  const rows = await db
    .withTables<ApprovalTables>()
    .selectFrom('approvals')
    .selectAll()
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
    .orderBy('requested_at')
    .execute();
  return rows.map(approvalOf);
}

/** A grant that holds now. */
export function holdsNow(approval: Approval, now: Date): boolean {
  return approval.state === 'granted' && (approval.expiresAt === null || approval.expiresAt > now.toISOString());
}
