import { allAccounts } from '../../../staff/account-tables.js';
import type { Reader } from '../../../storage/store.js';

/** What colleagues are called, by the login that records name them by. */
export async function namesByLogin(read: Reader): Promise<ReadonlyMap<string, string>> {
  return new Map((await allAccounts(read)).map(({ login, name }) => [login, name]));
}
