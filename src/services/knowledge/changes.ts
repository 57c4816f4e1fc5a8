import { actorOf, type StaffMember } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../../storage/audit.js';
import type { Migration, Reader, Tx } from '../../storage/store.js';
import type { StaffAct } from '../../storage/withdrawals.js';

/** `approved`: a second person said yes, and it is not in use yet; `failed`: it could not be put in use. */
export const changeStates = ['draft', 'waiting', 'approved', 'published', 'failed', 'refused', 'discarded'] as const;
export type ChangeState = (typeof changeStates)[number];

export const stateNames: Readonly<Record<ChangeState, string>> = {
  draft: '草稿',
  waiting: '等待审核',
  approved: '已批准，待启用',
  published: '已启用',
  failed: '没有启用',
  refused: '已退回',
  discarded: '已放弃',
};

/** From where to where a change may go. Everything else is refused. */
const transitions: Readonly<Record<ChangeState, readonly ChangeState[]>> = {
  draft: ['waiting', 'discarded'],
  waiting: ['approved', 'refused'],
  refused: ['waiting', 'discarded'],
  approved: ['published', 'failed'],
  failed: ['published', 'failed', 'discarded'],
  published: [],
  discarded: [],
};

/** A document that is to come into use, or to go out of it, or one in another's place. */
export interface Change {
  readonly id: string;
  /** The draft's file; null where a document only goes. */
  readonly file: string | null;
  readonly title: string;
  /** Path of the document that goes; null where none does. */
  readonly removes: string | null;
  readonly sha256: string | null;
  readonly editor: string;
  readonly state: ChangeState;
  /** What came of it, in words. */
  readonly said: string;
  readonly at: string;
  readonly version: number;
}

type ChangeTables = { knowledge_changes: Change };

export const knowledgeMigrations: readonly Migration[] = [
  {
    name: 'knowledge/1-changes',
    async up(schema) {
      await schema
        .createTable('knowledge_changes')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('file', 'text')
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('removes', 'text')
        .addColumn('sha256', 'text')
        .addColumn('editor', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('said', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .execute();
      await schema.createIndex('knowledge_changes_at').on('knowledge_changes').columns(['at']).execute();
    },
  },
];

/** Drafted by an editor, with its line in the audit. */
export async function addChange(
  tx: Tx,
  member: StaffMember,
  change: Pick<Change, 'id' | 'file' | 'title' | 'removes' | 'sha256'>,
  now: Date,
): Promise<void> {
  const row = { ...change, editor: member.login, state: 'draft' as const, said: '', at: now.toISOString(), version: 1 };
  await tx.withTables<ChangeTables>().insertInto('knowledge_changes').values(row).execute();
  const { id, file, removes, sha256 } = change;
  const detail = { ...(file ? { file } : {}), ...(removes ? { removes } : {}), ...(sha256 ? { sha256 } : {}) };
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'knowledge.drafted', subject: id, detail });
}

/** @throws YiwenError `knowledge.unknown-change` */
export async function changeById(db: Reader | Tx, id: string): Promise<Change> {
  const query = db.withTables<ChangeTables>().selectFrom('knowledge_changes').selectAll().where('id', '=', id);
  const change = await query.executeTakeFirst();
  if (change) return change;
  throw new YiwenError('knowledge.unknown-change', '没有这份草稿', '请回到知识库页再选');
}

/** The latest first, a hundred at most. */
export function recentChanges(read: Reader): Promise<Change[]> {
  const query = read.withTables<ChangeTables>().selectFrom('knowledge_changes').selectAll();
  return query.orderBy('at', 'desc').limit(100).execute();
}

/** One step of the table above. @throws YiwenError `knowledge.not-allowed`, `knowledge.changed-meanwhile` */
export async function moveChange(
  tx: Tx,
  change: Change,
  to: ChangeState,
  { actor, at }: StaffAct,
  said = change.said,
): Promise<void> {
  if (!mayMove(change, to))
    throw new YiwenError(
      'knowledge.not-allowed',
      `「${stateNames[change.state]}」的草稿不能改为「${stateNames[to]}」`,
      '请刷新页面，看它现在到了哪一步',
    );
  const result = await tx
    .withTables<ChangeTables>()
    .updateTable('knowledge_changes')
    .set({ state: to, said, version: change.version + 1 })
    .where('id', '=', change.id)
    .where('version', '=', change.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n)
    throw new YiwenError('knowledge.changed-meanwhile', '这份草稿刚被别人改过', '请刷新页面，看过新内容再办');
  await appendAudit(tx, { at, actor, action: `knowledge.change-${to}`, subject: change.id });
}

export const mayMove = ({ state }: Pick<Change, 'state'>, to: ChangeState): boolean => transitions[state].includes(to);
