import type { Reader, Tx } from './store.js';
import type { SessionTable } from './tables.js';

export interface SessionRow {
  readonly version: number;
  readonly flow: string | null;
  readonly confidential: boolean;
  readonly data: string;
  readonly updatedAt: string;
}

export async function findSession(read: Reader | Tx, key: string): Promise<SessionRow | undefined> {
  const row = await read.selectFrom('sessions').selectAll().where('key', '=', key).executeTakeFirst();
  return row && rowOf(row);
}

/** Writes the state if it still is at `version` (0: there was none). False if another process was faster. */
export async function saveSession(
  tx: Tx,
  key: string,
  version: number,
  row: Omit<SessionRow, 'version'>,
): Promise<boolean> {
  const values = {
    flow: row.flow,
    confidential: row.confidential ? 1 : 0,
    data: row.data,
    updated_at: row.updatedAt,
    version: version + 1,
  };
  if (version === 0) {
    const inserted = await tx
      .insertInto('sessions')
      .values({ key, ...values })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst();
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const updated = await tx
    .updateTable('sessions')
    .set(values)
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** The same state without its open flow, as if it had never been written since: version and time stay. */
export async function changeData(tx: Tx, key: string, data: string): Promise<void> {
  await tx.updateTable('sessions').set({ data, flow: null, confidential: 0 }).where('key', '=', key).execute();
}

/** Drops the state if it still is at `version`. False if another process was faster. */
export async function deleteSession(tx: Tx, key: string, version: number): Promise<boolean> {
  if (version === 0) return (await findSession(tx, key)) === undefined;
  const deleted = await tx
    .deleteFrom('sessions')
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** Sessions with a flow that nobody went on with since `before`. */
export async function findIdleFlows(read: Reader, before: string): Promise<(SessionRow & { readonly key: string })[]> {
  const rows = await read
    .selectFrom('sessions')
    .selectAll()
    .where('flow', 'is not', null)
    .where('updated_at', '<', before)
    .execute();
  return rows.map((row) => ({ key: row.key, ...rowOf(row) }));
}

export async function forgetSessions(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('sessions').where('updated_at', '<', before).where('flow', 'is', null).execute();
}

function rowOf(row: SessionTable): SessionRow {
  const { version, flow, data } = row;
  return { version, flow, data, confidential: row.confidential === 1, updatedAt: row.updated_at };
}
