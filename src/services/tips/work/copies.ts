import type { StaffMember } from '../../../domain/staff.js';
import { allAccounts } from '../../../staff/account-tables.js';
import { holderById } from '../../../storage/sealing/key-tables.js';
import { sealTo } from '../../../storage/sealing/keyring.js';
import type { Reader, Tx } from '../../../storage/store.js';
import { type CopyKind, cases } from './tables.js';

export interface Copy {
  readonly kind: CopyKind;
  readonly staffId: string;
  readonly sealed: string;
}

/** A text for one person's own key; undefined where they have none. Slow: before the transaction. */
export async function copyFor(db: Reader, staffId: string, kind: CopyKind, text: string): Promise<Copy | undefined> {
  const holder = await holderById(db, staffId);
  return holder && { kind, staffId, sealed: await sealTo(holder, text) };
}

/** For every reward officer who is not kept out by a conflict of interest. */
export async function copiesForRewards(
  db: Reader,
  kind: CopyKind,
  text: string,
  conflicted: readonly string[],
): Promise<Copy[]> {
  const officers = (await allAccounts(db)).filter(
    ({ id, roles, state }) => roles.includes('reward-officer') && state !== 'disabled' && !conflicted.includes(id),
  );
  const copies = await Promise.all(officers.map(({ id }) => copyFor(db, id, kind, text)));
  return copies.filter((copy) => copy !== undefined);
}

export async function putCopies(
  tx: Tx,
  number: string,
  copies: readonly Copy[],
  at: Date,
  expiresAt: Date | null = null,
): Promise<void> {
  for (const { kind, staffId, sealed } of copies) {
    const row = { sealed, at: at.toISOString(), expires_at: expiresAt?.toISOString() ?? null };
    await cases(tx)
      .insertInto('tip_copies')
      .values({ number, kind, staff_id: staffId, ...row })
      .onConflict((conflict) => conflict.columns(['number', 'kind', 'staff_id']).doUpdateSet(row))
      .execute();
  }
}

/** What somebody may open of a tip with their own key now. */
export async function copiesOf(db: Reader | Tx, number: string, { id }: Pick<StaffMember, 'id'>, now: Date) {
  const rows = await cases(db)
    .selectFrom('tip_copies')
    .selectAll()
    .where('number', '=', number)
    .where('staff_id', '=', id)
    .execute();
  return rows.filter(({ expires_at }) => expires_at === null || expires_at > now.toISOString());
}

/** Once a tip is closed, or somebody has to stand back. */
export async function dropCopies(tx: Tx, number: string, staffId?: string): Promise<void> {
  const all = cases(tx).deleteFrom('tip_copies').where('number', '=', number);
  await (staffId === undefined ? all : all.where('staff_id', '=', staffId)).execute();
}

/** @returns how many went */
export async function dropExpiredCopies(tx: Tx, now: Date): Promise<number> {
  const result = await cases(tx)
    .deleteFrom('tip_copies')
    .where('expires_at', '<=', now.toISOString())
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
