import { createHash } from 'node:crypto';
import { chinaDayStart } from '../lib/clock.js';
import { randomId } from '../lib/ids.js';
import type { Reader, Tx } from './store.js';
import type { AuditTable } from './tables.js';

export interface AuditEntry {
  readonly at: Date;
  /** `bot`, `staff:<name>`, or a sender's keyed hash. Nobody is named for what was said in confidence. */
  readonly actor: string;
  /** Dotted: `tips.filed`. */
  readonly action: string;
  /** What it was done to: a number or an id. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export type AuditState =
  | { readonly status: 'whole'; readonly rows: number; readonly head: string }
  | { readonly status: 'broken'; readonly sequence: number }
  /** The chain is whole and shorter than it was once: rows were cut off at its end. */
  | { readonly status: 'cut-off'; readonly rows: number; readonly noted: number };

/** What the chain was at a moment, noted elsewhere. */
export interface AuditHead {
  readonly at: string;
  readonly rows: number;
  readonly head: string;
}

const FIRST = '0'.repeat(64);

/** Takes the next number inside the transaction; two processes that take the same one cannot both commit. */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const last = await tx
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    at: entry.at.toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail ?? {}),
    previous_hash: last?.hash ?? FIRST,
  };
  await tx
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute();
}

const BATCH = 1_000;

/**
 * For what was done in confidence: the line is safe in the same transaction, and joins the audit when the day is over.
 * At once, its place between lines with a minute and a sender would tell when it was written.
 */
export async function deferAudit(tx: Tx, { at, actor, action, subject }: Omit<AuditEntry, 'detail'>): Promise<void> {
  const day = chinaDayStart(at).toISOString();
  await tx.insertInto('audit_waiting').values({ id: randomId(), at: day, actor, action, subject }).execute();
}

/** Writes the lines of days that are over, a thousand at most; their order is that of their names of chance. */
export async function appendDeferred(tx: Tx, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom('audit_waiting')
    .selectAll()
    .where('at', '<', chinaDayStart(now).toISOString())
    .orderBy('at')
    .orderBy('id')
    .limit(BATCH)
    .execute();
  for (const { id, at, actor, action, subject } of rows) {
    await appendAudit(tx, { at: new Date(at), actor, action, subject });
    await tx.deleteFrom('audit_waiting').where('id', '=', id).execute();
  }
}

/**
 * Walks the whole chain. Rows cut off at its end leave a whole, shorter chain, and who recomputes every hash leaves a
 * whole, other one: both are found by what was noted elsewhere.
 */
export async function verifyAudit(read: Reader, noted: readonly AuditHead[] = []): Promise<AuditState> {
  const heads = new Map(noted.map(({ rows, head }) => [rows, head]));
  let sequence = 0;
  let head = FIRST;
  for (;;) {
    const rows = await read
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      const follows = row.sequence === sequence + 1 && row.previous_hash === head && row.hash === hashOf(row);
      if (!follows || (heads.get(row.sequence) ?? row.hash) !== row.hash)
        return { status: 'broken', sequence: sequence + 1 };
      sequence = row.sequence;
      head = row.hash;
    }
    if (rows.length === BATCH) continue;
    const most = Math.max(0, ...heads.keys());
    return most > sequence
      ? { status: 'cut-off', rows: sequence, noted: most }
      : { status: 'whole', rows: sequence, head };
  }
}

/** How far the chain is now, without walking it. Undefined while it is empty. */
export async function auditHead(read: Reader, at: Date): Promise<AuditHead | undefined> {
  const last = await read
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last && { at: at.toISOString(), rows: last.sequence, head: last.hash };
}

function hashOf(row: Omit<AuditTable, 'hash'>): string {
  const parts = [row.sequence, row.at, row.actor, row.action, row.subject, row.detail, row.previous_hash];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Begins with, each; '' for any. */
export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

function filtered(read: Reader, { actor, action, subject }: AuditFilter) {
  let query = read.selectFrom('audit');
  for (const [column, start] of [
    ['actor', actor],
    ['action', action],
    ['subject', subject],
  ] as const) {
    if (start !== '') query = query.where(column, '>=', start).where(column, '<', `${start}\uffff`);
  }
  return query;
}

export async function countAudit(read: Reader, filter: AuditFilter): Promise<number> {
  const row = await filtered(read, filter)
    .select((count) => count.fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

/** Newest first. @param page from 1 */
export function auditRows(
  read: Reader,
  filter: AuditFilter,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<AuditTable[]> {
  return filtered(read, filter)
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
}
