import { actorOf, type StaffMember } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { appendAudit } from '../storage/audit.js';
import { holderById, putHolder } from '../storage/sealing/key-tables.js';
import type { Keyring } from '../storage/sealing/keyring.js';
import type { Store } from '../storage/store.js';
import { dropSessionsOf } from './account-tables.js';

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 128;

/**
 * Another password for who is signed in: their keys go with it, and every session ends.
 * @throws YiwenError `staff.weak-password`
 */
export async function changePassword(
  store: Store,
  { member, keyring, password, at }: { member: StaffMember; keyring: Keyring; password: string; at: Date },
): Promise<void> {
  requireStrong(password, member);
  const wrapped = await keyring.rewrap(password);
  await store.transaction(async (tx) => {
    const holder = await holderById(tx, member.id);
    if (!holder) return;
    await putHolder(tx, { ...holder, wrapped }, at);
    await dropSessionsOf(tx, member.id);
    await appendAudit(tx, { at, actor: actorOf(member), action: 'staff.password-changed', subject: member.login });
  });
}

/** Length over rules (NIST SP 800-63B): no composition, but not the login name and not one character again and again. */
export function requireStrong(password: string, { login }: StaffMember): void {
  const { length } = password;
  const weak = length < SHORTEST_PASSWORD || password.toLowerCase().includes(login) || new Set(password).size < 5;
  if (!weak && length <= LONGEST_PASSWORD) return;
  throw new YiwenError(
    'staff.weak-password',
    `口令要${SHORTEST_PASSWORD}至${LONGEST_PASSWORD}个字符，不能含登录名，也不能只有几个字符来回重复`,
    '可以用几个不相干的词连起来，例如一句只有您知道的话',
  );
}
