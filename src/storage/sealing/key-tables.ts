import type { Migration, Reader, Tx } from '../store.js';
import type { Purpose } from './sealed-text.js';
import { type WrappedKey, wrappedKey } from './wrapping.js';

/**
 * `founding` until the ceremony, `active` the one that is sealed to, `retired` opens what was sealed before.
 */
export type KeyState = 'founding' | 'active' | 'retired';

export type KeyTables = {
  sealing_keys: {
    id: string;
    purpose: Purpose;
    public_key: string;
    state: KeyState;
    created_at: string;
    retired_at: string | null;
  };
  /** Whoever can be given a key: a member of staff, the founder, the recovery file. */
  key_holders: { id: string; public_key: string; wrapped: string; created_at: string };
  /** A key's private half, sealed to one holder. */
  key_grants: { key_id: string; holder: string; sealed: string; granted_by: string; at: string };
};

export const sealingMigration: Migration = {
  name: 'core/4-sealing-keys',
  async up(schema) {
    await schema
      .createTable('sealing_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('key_holders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('wrapped', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('key_grants')
      .addColumn('key_id', 'text', (column) => column.notNull().references('sealing_keys.id'))
      .addColumn('holder', 'text', (column) => column.notNull().references('key_holders.id'))
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('granted_by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('key_grant', ['key_id', 'holder'])
      .execute();
  },
};

export const retirementMigration: Migration = {
  name: 'core/5-sealing-keys-retired-at',
  async up(schema) {
    await schema.alterTable('sealing_keys').addColumn('retired_at', 'text').execute();
  },
};

export interface SealingKey {
  readonly id: string;
  readonly purpose: Purpose;
  readonly publicKey: string;
  readonly state: KeyState;
  readonly createdAt: string;
  /** When it stopped being sealed to; null while it is. */
  readonly retiredAt: string | null;
}

export interface KeyHolder {
  readonly id: string;
  readonly publicKey: string;
  readonly wrapped: WrappedKey;
}

export interface KeyGrant {
  readonly keyId: string;
  readonly holder: string;
  readonly sealed: string;
  readonly grantedBy: string;
  readonly at: string;
}

/** Oldest first. */
export async function allKeys(db: Reader | Tx): Promise<SealingKey[]> {
  const rows = await db.withTables<KeyTables>().selectFrom('sealing_keys').selectAll().orderBy('created_at').execute();
  return rows.map(({ public_key, created_at, retired_at, ...rest }) => ({
    ...{ ...rest, publicKey: public_key, createdAt: created_at, retiredAt: retired_at },
  }));
}

export async function addKey(tx: Tx, { publicKey, createdAt, retiredAt, ...key }: SealingKey): Promise<void> {
  const row = { ...key, public_key: publicKey, created_at: createdAt, retired_at: retiredAt };
  await tx.withTables<KeyTables>().insertInto('sealing_keys').values(row).execute();
}

/** Opens what it sealed, and seals nothing any more. */
export async function retireKey(tx: Tx, id: string, at: Date): Promise<void> {
  const retired = { state: 'retired', retired_at: at.toISOString() } as const;
  await tx.withTables<KeyTables>().updateTable('sealing_keys').set(retired).where('id', '=', id).execute();
}

/** With every grant of it: what is sealed to it can never be opened again. */
export async function dropKey(tx: Tx, id: string): Promise<void> {
  const db = tx.withTables<KeyTables>();
  await db.deleteFrom('key_grants').where('key_id', '=', id).execute();
  await db.deleteFrom('sealing_keys').where('id', '=', id).execute();
}

export async function holderById(db: Reader | Tx, id: string): Promise<KeyHolder | undefined> {
  const row = await db
    .withTables<KeyTables>()
    .selectFrom('key_holders')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { id, publicKey: row.public_key, wrapped: wrappedKey.parse(JSON.parse(row.wrapped)) };
}

/** Takes the place of what the holder had: whatever was granted to another key pair of theirs is of no use any more. */
export async function putHolder(tx: Tx, { id, publicKey, wrapped }: KeyHolder, at: Date): Promise<void> {
  const kept = { public_key: publicKey, wrapped: JSON.stringify(wrapped), created_at: at.toISOString() };
  await tx
    .withTables<KeyTables>()
    .insertInto('key_holders')
    .values({ id, ...kept })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
    .execute();
}

export async function dropHolder(tx: Tx, id: string): Promise<void> {
  await dropGrantsTo(tx, id);
  await tx.withTables<KeyTables>().deleteFrom('key_holders').where('id', '=', id).execute();
}

export async function allGrants(db: Reader | Tx): Promise<KeyGrant[]> {
  const rows = await db.withTables<KeyTables>().selectFrom('key_grants').selectAll().execute();
  return rows.map(({ key_id, granted_by, ...rest }) => ({ ...rest, keyId: key_id, grantedBy: granted_by }));
}

export async function grantsTo(db: Reader | Tx, holder: string): Promise<KeyGrant[]> {
  return (await allGrants(db)).filter((grant) => grant.holder === holder);
}

export async function addGrant(tx: Tx, { keyId, grantedBy, ...grant }: KeyGrant): Promise<void> {
  const row = { ...grant, key_id: keyId, granted_by: grantedBy };
  await tx
    .withTables<KeyTables>()
    .insertInto('key_grants')
    .values(row)
    .onConflict((conflict) => conflict.columns(['key_id', 'holder']).doUpdateSet(row))
    .execute();
}

export async function dropGrant(tx: Tx, keyId: string, holder: string): Promise<void> {
  await tx
    .withTables<KeyTables>()
    .deleteFrom('key_grants')
    .where('key_id', '=', keyId)
    .where('holder', '=', holder)
    .execute();
}

export async function dropGrantsTo(tx: Tx, holder: string): Promise<void> {
  await tx.withTables<KeyTables>().deleteFrom('key_grants').where('holder', '=', holder).execute();
}
