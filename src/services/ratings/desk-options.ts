import { allAccounts } from '../../staff/account-tables.js';
import type { Reader } from '../../storage/store.js';
import type { Sending } from './cases/messages.js';
import type { Names } from './pages/frame.js';

export type RatingDeskOptions = Sending;

/** Who is who: by id for those who served, by `staff:<login>` for those who did something. */
export async function staffNames(read: Reader): Promise<{ readonly names: Names; readonly logins: Names }> {
  const accounts = await allAccounts(read);
  return {
    names: new Map(accounts.map(({ id, name }) => [id, name])),
    logins: new Map(accounts.map(({ login, name }) => [`staff:${login}`, name])),
  };
}
