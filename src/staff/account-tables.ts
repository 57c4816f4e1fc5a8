import type { Role, StaffMember } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import type { Migration, Reader, Tx } from '../storage/store.js';

/** `invited` holds a one-time password; `active` chose their own and a second factor; `disabled` cannot sign in. */
export type AccountState = 'invited' | 'active' | 'disabled';

type StaffTables = {
  staff: {
    id: string;
    login: string;
    name: string;
    roles: string;
    state: AccountState;
    /** The second factor's secret under the local key; null until it is set up. */
    totp: string | null;
    /** The last time step a code was taken of: none is taken twice. */
    totp_step: number;
    failures: number;
    locked_until: string | null;
    created_at: string;
    version: number;
  };
  staff_sessions: {
    /** SHA-256 of the token: the token itself is only in the browser. */
    token_hash: string;
    staff_id: string;
    /** 1 once the second factor was given. */
    complete: number;
    created_at: string;
    seen_at: string;
    /** When the password was given last, for steps that ask for it again. */
    proved_at: string;
    /** What the next page says first. */
    said: string | null;
  };
};

export const staffMigrations: readonly Migration[] = [
  {
    name: 'staff/1-accounts-sessions',
    async up(schema) {
      await schema
        .createTable('staff')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('login', 'text', (column) => column.notNull().unique())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('roles', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('totp', 'text')
        .addColumn('totp_step', 'integer', (column) => column.notNull())
        .addColumn('failures', 'integer', (column) => column.notNull())
        .addColumn('locked_until', 'text')
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .execute();
      await schema
        .createTable('staff_sessions')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text', (column) => column.notNull().references('staff.id'))
        .addColumn('complete', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('seen_at', 'text', (column) => column.notNull())
        .addColumn('proved_at', 'text', (column) => column.notNull())
        .addColumn('said', 'text')
        .execute();
    },
  },
];

export interface Account extends StaffMember {
  readonly state: AccountState;
  readonly totp: string | null;
  readonly totpStep: number;
  readonly failures: number;
  readonly lockedUntil: string | null;
  readonly createdAt: string;
  readonly version: number;
}

type Row = StaffTables['staff'];

const accountOf = ({ roles, totp_step, locked_until, created_at, ...row }: Row): Account => ({
  ...row,
  roles: JSON.parse(roles) as Role[],
  totpStep: totp_step,
  lockedUntil: locked_until,
  createdAt: created_at,
});

/** By login name. */
export async function allAccounts(db: Reader | Tx): Promise<Account[]> {
  const rows = await db.withTables<StaffTables>().selectFrom('staff').selectAll().orderBy('login').execute();
  return rows.map(accountOf);
}

export async function accountByLogin(db: Reader | Tx, login: string): Promise<Account | undefined> {
  const query = db.withTables<StaffTables>().selectFrom('staff').selectAll().where('login', '=', login);
  const row = await query.executeTakeFirst();
  return row && accountOf(row);
}

export async function accountById(db: Reader | Tx, id: string): Promise<Account | undefined> {
  const row = await db
    .withTables<StaffTables>()
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && accountOf(row);
}

export async function addAccount(tx: Tx, member: StaffMember, at: Date): Promise<void> {
  await tx
    .withTables<StaffTables>()
    .insertInto('staff')
    .values({
      ...member,
      roles: JSON.stringify(member.roles),
      state: 'invited',
      ...{ totp: null, totp_step: 0, failures: 0, locked_until: null, version: 1 },
      created_at: at.toISOString(),
    })
    .execute();
}

export interface AccountChange {
  readonly name?: string;
  readonly roles?: readonly Role[];
  readonly state?: AccountState;
  readonly totp?: string | null;
}

/** @throws YiwenError `staff.changed-meanwhile` if somebody else changed it since `version` was read */
export async function changeAccount(tx: Tx, id: string, version: number, change: AccountChange): Promise<void> {
  const { roles, ...rest } = change;
  const result = await tx
    .withTables<StaffTables>()
    .updateTable('staff')
    .set({ ...rest, ...(roles ? { roles: JSON.stringify(roles) } : {}), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows === 1n) return;
  throw new YiwenError('staff.changed-meanwhile', '这个账号刚被别人改过', '请刷新页面，看过新内容再改');
}

/** A failed or a good try. `lockedUntil` null lifts the lock. */
export async function noteTries(tx: Tx, id: string, failures: number, lockedUntil: Date | null): Promise<void> {
  await tx
    .withTables<StaffTables>()
    .updateTable('staff')
    .set({ failures, locked_until: lockedUntil?.toISOString() ?? null })
    .where('id', '=', id)
    .execute();
}

/** False if a code of this time step or a later one was taken already. */
export async function takeTotpStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const result = await tx
    .withTables<StaffTables>()
    .updateTable('staff')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where('totp_step', '<', step)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export type SessionRow = StaffTables['staff_sessions'];

export async function addSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.withTables<StaffTables>().insertInto('staff_sessions').values(row).execute();
}

export async function sessionByHash(db: Reader | Tx, hash: string): Promise<SessionRow | undefined> {
  const query = db.withTables<StaffTables>().selectFrom('staff_sessions').selectAll().where('token_hash', '=', hash);
  return query.executeTakeFirst();
}

export async function changeSession(tx: Tx, hash: string, change: Partial<Omit<SessionRow, 'token_hash'>>) {
  const update = tx.withTables<StaffTables>().updateTable('staff_sessions').set(change);
  await update.where('token_hash', '=', hash).execute();
}

export async function dropSession(tx: Tx, hash: string): Promise<void> {
  await tx.withTables<StaffTables>().deleteFrom('staff_sessions').where('token_hash', '=', hash).execute();
}

/** All of somebody's, the one given aside. */
export async function dropSessionsOf(tx: Tx, staffId: string, except = ''): Promise<void> {
  await tx
    .withTables<StaffTables>()
    .deleteFrom('staff_sessions')
    .where('staff_id', '=', staffId)
    .where('token_hash', '!=', except)
    .execute();
}

export async function dropSessionsBefore(tx: Tx, seenBefore: Date): Promise<void> {
  await tx
    .withTables<StaffTables>()
    .deleteFrom('staff_sessions')
    .where('seen_at', '<', seenBefore.toISOString())
    .execute();
}
