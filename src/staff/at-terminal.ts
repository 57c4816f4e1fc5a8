import { actorOf } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { appendAudit } from '../storage/audit.js';
import type { Keyring } from '../storage/sealing/keyring.js';
import type { Store } from '../storage/store.js';
import type { Account } from './account-tables.js';
import { checkPassword } from './sign-in.js';

/**
 * A member of staff at the command line of the machine itself: name and password, counted and locked as in the console.
 * @throws YiwenError `staff.sign-in-failed`, `staff.not-active`
 */
export async function signInAtTerminal(
  store: Store,
  login: string,
  password: string,
  at: Date,
): Promise<{ readonly account: Account; readonly keyring: Keyring }> {
  const checked = await checkPassword(store, login, password, at);
  if (checked.account.state === 'active') {
    const entry = { at, actor: actorOf(checked.account), action: 'staff.signed-in-at-terminal', subject: login };
    await store.transaction((tx) => appendAudit(tx, entry));
    return checked;
  }
  throw new YiwenError('staff.not-active', '这个账号还没有启用', '请先在工作台登录一次，设好口令和动态码');
}
