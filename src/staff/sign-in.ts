import { createHash, randomBytes } from 'node:crypto';
import { actorOf, type StaffMember } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { appendAudit } from '../storage/audit.js';
import type { LocalKey } from '../storage/local-key.js';
import { holderById, putHolder } from '../storage/sealing/key-tables.js';
import { type Keyring, openKeyring } from '../storage/sealing/keyring.js';
import { STANDARD_COST, unwrapKey } from '../storage/sealing/wrapping.js';
import type { Store } from '../storage/store.js';
import {
  type Account,
  accountById,
  accountByLogin,
  addSession,
  changeAccount,
  changeSession,
  dropSession,
  dropSessionsBefore,
  dropSessionsOf,
  noteTries,
  type SessionRow,
  sessionByHash,
} from './account-tables.js';
import { requireStrong } from './password.js';
import { newSecret, takeCode } from './second-factor.js';

export interface SignInOptions {
  readonly store: Store;
  readonly localKey: LocalKey;
}

/** Where a sign-in stands: what the person has to do next. */
export type Stage = 'choose-password' | 'enrol' | 'second-factor' | 'complete';

export interface Session {
  readonly tokenHash: string;
  readonly member: StaffMember;
  readonly stage: Stage;
  /** The password was given within the last ten minutes: enough for an export or a key. */
  readonly proved: boolean;
  readonly said: string | null;
}

export interface SignedIn {
  /** For the browser alone. 256 random bits. */
  readonly token: string;
  readonly keyring: Keyring;
}

const MOST_FAILURES = 5;
const LOCKED_MS = 15 * 60_000;
/** ASVS 7.3: half an hour without a sign of life, a working day at most. */
export const IDLE_MS = 30 * 60_000;
const LONGEST_MS = 12 * 3_600_000;
const PROVED_MS = 10 * 60_000;

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whose password it is. @throws YiwenError `staff.sign-in-failed`, which does not tell whether the name or the password is wrong */
export async function checkPassword(
  store: Store,
  login: string,
  password: string,
  at: Date,
): Promise<{ readonly account: Account; readonly keyring: Keyring }> {
  const account = await accountByLogin(store.read, login.trim().toLowerCase());
  const open = account && account.state !== 'disabled' && !isLocked(account, at);
  if (!open) await standIn(password);
  const keyring = open ? await openKeyring(store.read, account.id, password) : undefined;
  if (account && keyring) return { account, keyring };
  if (account) await failed(store, account, at, Boolean(open));
  throw new YiwenError(
    'staff.sign-in-failed',
    '登录名或口令不对，或账号已停用',
    `请核对后再试；连续错 ${MOST_FAILURES} 次要等15分钟`,
  );
}

/** The first step of signing in. @throws YiwenError `staff.sign-in-failed` */
export async function signIn(
  { store }: Pick<SignInOptions, 'store'>,
  login: string,
  password: string,
  at: Date,
): Promise<SignedIn> {
  const { account, keyring } = await checkPassword(store, login, password, at);
  const token = randomBytes(32).toString('base64url');
  const time = at.toISOString();
  await store.transaction(async (tx) => {
    await dropSessionsBefore(tx, new Date(at.getTime() - LONGEST_MS));
    const row = { token_hash: hashToken(token), staff_id: account.id, complete: 0, said: null };
    await addSession(tx, { ...row, created_at: time, seen_at: time, proved_at: time });
  });
  return { token, keyring };
}

const isLocked = ({ lockedUntil }: Account, at: Date): boolean =>
  lockedUntil !== null && lockedUntil > at.toISOString();

/** As slow as a real try: how long it takes does not tell whether the account is there. */
async function standIn(password: string): Promise<void> {
  const nothing = Buffer.alloc(64).toString('base64');
  await unwrapKey({ salt: nothing, nonce: nothing.slice(0, 16), box: nothing, cost: STANDARD_COST }, password);
}

async function failed(store: Store, account: Account, at: Date, counts: boolean): Promise<void> {
  await store.transaction(async (tx) => {
    const { failures = 0 } = (await accountById(tx, account.id)) ?? {};
    const now = failures + 1;
    if (counts)
      await noteTries(
        tx,
        account.id,
        now % MOST_FAILURES,
        now >= MOST_FAILURES ? new Date(at.getTime() + LOCKED_MS) : null,
      );
    await appendAudit(tx, { at, actor: 'nobody', action: 'staff.sign-in-failed', subject: account.login });
  });
}

/** The session of a token, if it still holds; its last sign of life is noted about once a minute. */
export async function sessionOf(
  { store, localKey }: SignInOptions,
  token: string,
  at: Date,
): Promise<Session | undefined> {
  const row = await sessionByHash(store.read, hashToken(token));
  if (!row) return undefined;
  const age = (time: string) => at.getTime() - Date.parse(time);
  const account = await accountById(store.read, row.staff_id);
  const over = age(row.seen_at) > IDLE_MS || age(row.created_at) > LONGEST_MS;
  if (over || !account || account.state === 'disabled') {
    await store.transaction((tx) => dropSession(tx, row.token_hash));
    return undefined;
  }
  if (age(row.seen_at) > 60_000)
    await store.transaction((tx) => changeSession(tx, row.token_hash, { seen_at: at.toISOString() }));
  const { id, login, name, roles } = account;
  return {
    tokenHash: row.token_hash,
    member: { id, login, name, roles },
    stage: stageOf(account, row, localKey),
    proved: age(row.proved_at) <= PROVED_MS,
    said: row.said,
  };
}

function stageOf(account: Account, row: SessionRow, localKey: LocalKey): Stage {
  if (account.state === 'invited' && (account.totp === null || pending(localKey, account.totp) === undefined))
    return 'choose-password';
  if (account.state === 'invited') return 'enrol';
  return row.complete === 1 ? 'complete' : 'second-factor';
}

const PENDING = 'pending:';
/** The secret of a factor that is being set up. */
function pending(localKey: LocalKey, totp: string): string | undefined {
  const secret = localKey.decrypt(totp);
  return secret?.startsWith(PENDING) ? secret.slice(PENDING.length) : undefined;
}

/**
 * An own password takes the one-time one's place; then the second factor is set up.
 * @throws YiwenError `staff.weak-password`
 */
export async function choosePassword(
  { store, localKey }: SignInOptions,
  { session, keyring, password, at }: { session: Session; keyring: Keyring; password: string; at: Date },
): Promise<void> {
  requireStrong(password, session.member);
  const wrapped = await keyring.rewrap(password);
  await store.transaction(async (tx) => {
    const account = await accountById(tx, session.member.id);
    const holder = await holderById(tx, session.member.id);
    if (!account || !holder) return;
    await putHolder(tx, { ...holder, wrapped }, at);
    if (session.stage === 'choose-password')
      await changeAccount(tx, account.id, account.version, { totp: localKey.encrypt(PENDING + newSecret()) });
    await dropSessionsOf(tx, account.id, session.tokenHash);
    await appendAudit(tx, { at, actor: actorOf(account), action: 'staff.password-chosen', subject: account.login });
  });
}

/** The secret that an authenticator app is to take up; undefined once it is set up. */
export async function secretToEnrol({ store, localKey }: SignInOptions, staffId: string): Promise<string | undefined> {
  const account = await accountById(store.read, staffId);
  return account?.totp ? pending(localKey, account.totp) : undefined;
}

/** The second step, and the end of setting it up. @throws YiwenError `staff.wrong-code` */
export async function giveCode(
  { store, localKey }: SignInOptions,
  session: Session,
  code: string,
  at: Date,
): Promise<void> {
  const done = await store.transaction(async (tx) => {
    const account = await accountById(tx, session.member.id);
    if (!account?.totp || isLocked(account, at)) return false;
    const enrolling = pending(localKey, account.totp);
    const secret = enrolling ?? localKey.decrypt(account.totp);
    if (!secret || !(await takeCode(tx, account.id, secret, code, at))) return false;
    if (enrolling)
      await changeAccount(tx, account.id, account.version, { state: 'active', totp: localKey.encrypt(enrolling) });
    await noteTries(tx, account.id, 0, null);
    await changeSession(tx, session.tokenHash, { complete: 1 });
    await appendAudit(tx, { at, actor: actorOf(account), action: 'staff.signed-in', subject: account.login });
    return true;
  });
  if (done) return;
  const account = await accountById(store.read, session.member.id);
  if (account) await failed(store, account, at, true);
  throw new YiwenError('staff.wrong-code', '动态码不对或已用过', '请等手机上换出下一个6位数字再填；并核对手机时间');
}

/** The password once more, before something that matters. @throws YiwenError `staff.sign-in-failed` */
export async function prove({ store }: SignInOptions, session: Session, password: string, at: Date): Promise<Keyring> {
  const account = await accountById(store.read, session.member.id);
  const keyring =
    account && !isLocked(account, at) ? await openKeyring(store.read, session.member.id, password) : undefined;
  if (!keyring) {
    if (account) await failed(store, account, at, !isLocked(account, at));
    throw new YiwenError('staff.sign-in-failed', '口令不对', '请再输入一次您的登录口令');
  }
  await store.transaction((tx) => changeSession(tx, session.tokenHash, { proved_at: at.toISOString() }));
  return keyring;
}

export async function signOut({ store }: SignInOptions, session: Session, at: Date): Promise<void> {
  await store.transaction(async (tx) => {
    await dropSession(tx, session.tokenHash);
    const { login } = session.member;
    await appendAudit(tx, { at, actor: actorOf(session.member), action: 'staff.signed-out', subject: login });
  });
}
