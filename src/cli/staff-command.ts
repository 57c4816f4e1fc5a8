import { type Role, roleNames, roles } from '../domain/staff.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { type Account, accountByLogin, allAccounts } from '../staff/account-tables.js';
import { changeRoles, disableStaff, inviteStaff, resetPassword } from '../staff/accounts.js';
import type { Store } from '../storage/store.js';
import { staffName } from './staff-name.js';
import { sayLines, withStore } from './with-store.js';

interface StaffCommand {
  readonly config: string | undefined;
}

interface NamedCommand extends StaffCommand {
  readonly login: string;
}

const act = () => ({ actor: staffName(), at: systemClock.now() });
const STATES = { invited: '未登录', active: '在用', disabled: '已停用' } as const;

async function find(store: Store, login: string): Promise<Account> {
  const account = await accountByLogin(store.read, login.trim().toLowerCase());
  if (account) return account;
  throw new YiwenError('staff.unknown', `没有登录名为 ${login} 的账号`, '用 npx yiwen staff list 查看全部账号。');
}

/** By their names in the code or in Chinese. @throws YiwenError `staff.unknown-role` */
function rolesNamed(words: readonly string[]): Role[] {
  return words.map((word) => {
    const role = roles.find((one) => one === word || roleNames[one] === word);
    if (role) return role;
    const known = roles.map((one) => `${one}（${roleNames[one]}）`).join('、');
    throw new YiwenError('staff.unknown-role', `没有角色 ${word}`, `角色有：${known}。`);
  });
}

const oneTime = (login: string, password: string) => [
  `登录名 ${login}，一次性口令：${password}`,
  '只显示这一次。首次登录要设自己的口令并绑定动态码。',
];

export const listStaff = (command: StaffCommand): Promise<number> =>
  withStore(command, async (store) => {
    const accounts = await allAccounts(store.read);
    const lines = accounts.map(({ login, name, state, roles: held }) =>
      [login, name, STATES[state], held.map((role) => roleNames[role]).join('、')].join('  '),
    );
    sayLines(lines.length > 0 ? lines : ['还没有账号。启动医问后会建好第一个系统管理员。']);
  });

export const invite = (
  command: NamedCommand & { readonly name: string; readonly roles: readonly string[] },
): Promise<number> =>
  withStore(command, async (store) => {
    const { login, name } = command;
    const invited = await inviteStaff(store, { login, name, roles: rolesNamed(command.roles) }, act());
    sayLines(oneTime(login, invited.oneTimePassword));
  });

export const reset = (command: NamedCommand): Promise<number> =>
  withStore(command, async (store) => {
    const { id, login } = await find(store, command.login);
    const { oneTimePassword } = await resetPassword(store, id, act());
    sayLines([...oneTime(login, oneTimePassword), '原来持有的密钥已随旧口令失效，请持有密钥的同事重新授予。']);
  });

export const disable = (command: NamedCommand): Promise<number> =>
  withStore(command, async (store) => {
    const { id, version, login } = await find(store, command.login);
    await disableStaff(store, id, version, act());
    sayLines([`${login} 已停用，登录和密钥都已收回。`]);
  });

export const changeStaffRoles = (command: NamedCommand & { readonly roles: readonly string[] }): Promise<number> =>
  withStore(command, async (store) => {
    const { id, version, login, name } = await find(store, command.login);
    const held = rolesNamed(command.roles);
    await changeRoles(store, { id, version, name, roles: held }, act());
    sayLines([`${login} 现在的角色：${held.map((role) => roleNames[role]).join('、')}。对方要重新登录。`]);
  });
