import type { PassageIdentity } from '../domain/passage-identity.js';
import { appendAudit } from './audit.js';
import type { Reader, Tx } from './store.js';

/** A passage that staff took out of service. It stays so until it is restored or says something else. */
export interface Withdrawal extends PassageIdentity {
  /** The passage's id when it was withdrawn. */
  readonly passage: string;
  readonly path: string;
  readonly hash: string;
  readonly reason: string;
  readonly actor: string;
  /** ISO, UTC. */
  readonly at: string;
}

/** Who did it, when, as the audit will say. */
export interface StaffAct {
  readonly actor: string;
  readonly at: Date;
}

/** Those in force, oldest first. */
export async function withdrawals(read: Reader): Promise<Withdrawal[]> {
  const rows = await read
    .selectFrom('withdrawals')
    .selectAll()
    .where('restored_at', 'is', null)
    .orderBy('sequence')
    .execute();
  return rows.map(({ passage, path, hash, place, headings, text, reason, actor, at }) => ({
    ...{ passage, path, hash, place, text, reason, actor, at },
    headings: JSON.parse(headings) as string[],
  }));
}

/** Changes with every withdrawal and every restoration: rows are never deleted, and each is restored once at most. */
export async function withdrawalsVersion(read: Reader): Promise<string> {
  const { made, restored } = await read
    .selectFrom('withdrawals')
    .select(({ fn }) => [fn.count('sequence').as('made'), fn.count('restored_at').as('restored')])
    .executeTakeFirstOrThrow();
  return `${made}-${restored}`;
}

type NewWithdrawal = Pick<Withdrawal, 'passage' | 'path' | 'hash' | 'place' | 'headings' | 'text'>;

/** Withdraws what is not withdrawn yet, each with a line in the audit. Returns those that were. */
export async function withdraw(
  tx: Tx,
  passages: readonly NewWithdrawal[],
  reason: string,
  { actor, at }: StaffAct,
): Promise<NewWithdrawal[]> {
  const open = await tx.selectFrom('withdrawals').select('hash').where('restored_at', 'is', null).execute();
  const known = new Set(open.map(({ hash }) => hash));
  const fresh = passages.filter(({ hash }) => !known.has(hash));
  for (const { headings, ...passage } of fresh) {
    const row = { ...passage, headings: JSON.stringify(headings), reason, actor, at: at.toISOString() };
    await tx
      .insertInto('withdrawals')
      .values({ ...row, restored_at: null })
      .execute();
    const detail = { hash: passage.hash, reason };
    await appendAudit(tx, { at, actor, action: 'knowledge.withdrawn', subject: passage.passage, detail });
  }
  return fresh;
}

/** Puts a passage, or all of a document, back in service. Returns the passages' ids: none where none was withdrawn. */
export async function restore(
  tx: Tx,
  which: { readonly passage: string } | { readonly path: string },
  { actor, at }: StaffAct,
): Promise<string[]> {
  const [column, value] = 'path' in which ? (['path', which.path] as const) : (['passage', which.passage] as const);
  const rows = await tx
    .selectFrom('withdrawals')
    .select(['sequence', 'passage', 'hash'])
    .where('restored_at', 'is', null)
    .where(column, '=', value)
    .orderBy('sequence')
    .execute();
  for (const { sequence, passage, hash } of rows) {
    await tx
      .updateTable('withdrawals')
      .set({ restored_at: at.toISOString() })
      .where('sequence', '=', sequence)
      .execute();
    await appendAudit(tx, { at, actor, action: 'knowledge.restored', subject: passage, detail: { hash } });
  }
  return rows.map(({ passage }) => passage);
}
