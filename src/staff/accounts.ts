import { conflictIn, type Role, roleNames } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { randomId } from '../lib/ids.js';
import { appendAudit } from '../storage/audit.js';
import { allKeys, dropGrant, dropGrantsTo, putHolder } from '../storage/sealing/key-tables.js';
import { createHolder } from '../storage/sealing/keyring.js';
import { inventCode } from '../storage/sealing/sealing.js';
import type { Store, Tx } from '../storage/store.js';
import {
  type Account,
  accountById,
  accountByLogin,
  addAccount,
  allAccounts,
  changeAccount,
  dropSessionsOf,
  noteTries,
} from './account-tables.js';
import { purposesFor } from './key-roles.js';

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Who does it, and when. `cost` of stretching is the standard one but in tests. */
export interface Act {
  readonly actor: string;
  readonly at: Date;
  readonly cost?: number;
}

export interface Invited {
  readonly id: string;
  /** For the first sign-in only; shown once. */
  readonly oneTimePassword: string;
}

const LOGIN = /^[a-z][a-z0-9._-]{1,31}$/;

/** @throws YiwenError `staff.invalid-login`, `staff.invalid-name`, `staff.login-taken`, `staff.no-role`, `staff.roles-conflict` */
export async function inviteStaff(store: Store, account: NewAccount, { actor, at, cost }: Act): Promise<Invited> {
  const login = account.login.trim().toLowerCase();
  const name = account.name.trim();
  if (!LOGIN.test(login))
    throw new YiwenError(
      'staff.invalid-login',
      '登录名写法不对',
      '用2至32个小写字母、数字、点或横线，字母开头，如 wang.li',
    );
  if (name.length < 1 || name.length > 30) throw new YiwenError('staff.invalid-name', '姓名要1至30个字', '请重写');
  requireRoles(account.roles);
  const id = randomId();
  const oneTimePassword = inventCode();
  const holder = await createHolder(id, oneTimePassword, cost);
  await store.transaction(async (tx) => {
    if (await accountByLogin(tx, login))
      throw new YiwenError('staff.login-taken', `登录名 ${login} 已有人用`, '请换一个');
    await addAccount(tx, { id, login, name, roles: account.roles }, at);
    await putHolder(tx, holder, at);
    const detail = { roles: account.roles.join(' ') };
    await appendAudit(tx, { at, actor, action: 'staff.invited', subject: login, detail });
  });
  return { id, oneTimePassword };
}

/** The first account of all. Undefined once there is any. */
export async function foundAdministrator(store: Store, at: Date): Promise<Invited | undefined> {
  if ((await allAccounts(store.read)).length > 0) return undefined;
  const account: NewAccount = { login: 'admin', name: '系统管理员', roles: ['system-administrator'] };
  return inviteStaff(store, account, { actor: 'setup', at }).catch((error: unknown) => {
    // Two processes may start at once: the other one's account stands.
    if (error instanceof YiwenError && error.code === 'staff.login-taken') return undefined;
    throw error;
  });
}

/** @throws YiwenError `staff.no-role`, `staff.roles-conflict`, `staff.unknown`, `staff.changed-meanwhile`, `staff.last-administrator` */
export async function changeRoles(
  store: Store,
  { id, version, roles, name }: { id: string; version: number; roles: readonly Role[]; name: string },
  { actor, at }: Act,
): Promise<void> {
  requireRoles(roles);
  await store.transaction(async (tx) => {
    const account = await requireAccount(tx, id);
    if (account.roles.includes('system-administrator') && !roles.includes('system-administrator'))
      await requireAnotherAdministrator(tx, id);
    await changeAccount(tx, id, version, { roles, name });
    await dropSessionsOf(tx, id);
    await dropKeysBeyond(tx, id, roles);
    const detail = { before: account.roles.join(' '), roles: roles.join(' ') };
    await appendAudit(tx, { at, actor, action: 'staff.roles-changed', subject: account.login, detail });
  });
}

/** Who may no longer hold a key has it no more from this moment; whoever holds it should change it. */
async function dropKeysBeyond(tx: Tx, id: string, roles: readonly Role[]): Promise<void> {
  const allowed = purposesFor({ roles });
  for (const { id: keyId, purpose } of await allKeys(tx))
    if (!allowed.includes(purpose)) await dropGrant(tx, keyId, id);
}

/** Ends every session and takes every key. @throws YiwenError `staff.unknown`, `staff.changed-meanwhile`, `staff.last-administrator` */
export async function disableStaff(store: Store, id: string, version: number, { actor, at }: Act): Promise<void> {
  await store.transaction(async (tx) => {
    const account = await requireAccount(tx, id);
    if (account.roles.includes('system-administrator')) await requireAnotherAdministrator(tx, id);
    await changeAccount(tx, id, version, { state: 'disabled' });
    await dropSessionsOf(tx, id);
    await dropGrantsTo(tx, id);
    await appendAudit(tx, { at, actor, action: 'staff.disabled', subject: account.login });
  });
}

/**
 * A new one-time password, for who forgot theirs or was disabled. Their keys are gone with the old password: a
 * colleague who holds them grants them anew.
 * @throws YiwenError `staff.unknown`
 */
export async function resetPassword(store: Store, id: string, { actor, at, cost }: Act): Promise<Invited> {
  const oneTimePassword = inventCode();
  const holder = await createHolder(id, oneTimePassword, cost);
  await store.transaction(async (tx) => {
    const { version, login } = await requireAccount(tx, id);
    await dropGrantsTo(tx, id);
    await putHolder(tx, holder, at);
    await changeAccount(tx, id, version, { state: 'invited', totp: null });
    await noteTries(tx, id, 0, null);
    await dropSessionsOf(tx, id);
    await appendAudit(tx, { at, actor, action: 'staff.password-reset', subject: login });
  });
  return { id, oneTimePassword };
}

function requireRoles(roles: readonly Role[]): void {
  if (roles.length === 0) throw new YiwenError('staff.no-role', '还没有选角色', '请至少选一个角色');
  const conflict = conflictIn(roles);
  if (!conflict) return;
  const [one, other] = conflict;
  throw new YiwenError(
    'staff.roles-conflict',
    `「${roleNames[one]}」和「${roleNames[other]}」不能由同一人兼任`,
    '请去掉其中一个；两项工作要分给两个人',
  );
}

async function requireAccount(db: Parameters<typeof accountById>[0], id: string): Promise<Account> {
  const account = await accountById(db, id);
  if (account) return account;
  throw new YiwenError('staff.unknown', '没有这个账号', '请回到账号列表再选');
}

async function requireAnotherAdministrator(db: Parameters<typeof allAccounts>[0], id: string): Promise<void> {
  const others = (await allAccounts(db)).filter((account) => account.id !== id && account.state !== 'disabled');
  if (others.some(({ roles }) => roles.includes('system-administrator'))) return;
  throw new YiwenError('staff.last-administrator', '这是最后一个系统管理员', '请先再设一个系统管理员');
}
