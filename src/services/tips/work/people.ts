import { actorOf, may } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { accountById } from '../../../staff/account-tables.js';
import { appendAudit } from '../../../storage/audit.js';
import { isOver } from '../edges.js';
import { change, requireVersion } from './change.js';
import { dropCopies } from './copies.js';
import { addEvent } from './events.js';
import { aboutWhom, type Opener, openTarget, requireKeyring } from './open.js';
import { requireRecord } from './record.js';
import { cases } from './tables.js';
import { keepOut, setConflict, tiedTo } from './ties.js';

export interface Assignment {
  readonly number: string;
  readonly to: string;
  readonly seen: string;
}

/**
 * Gives a tip to somebody. Where staff declared ties, they are compared with whom the tip is about: that takes the key.
 * @throws YiwenError `tips.not-assignable`, `tips.conflict-of-interest`, `tips.changed-meanwhile`, `sealing.locked`
 */
export async function assignTip(opener: Opener, { number, to, seen }: Assignment): Promise<void> {
  const { store, member, now } = opener;
  const record = await requireRecord(store.read, member, number);
  requireVersion(record, seen);
  const tied = await findTied(opener, number);
  await store.transaction((tx) => keepOut(tx, record, tied, now));
  await store.transaction(async (tx) => {
    const current = await requireRecord(tx, member, number);
    // Keeping the owner out changed the tip: that is our own doing, anything else is not.
    requireVersion(current, String(record.version + (record.owner !== current.owner ? 1 : 0)));
    const account = await accountById(tx, to);
    if (current.conflicted.includes(to))
      throw new YiwenError('tips.conflict-of-interest', '对方与这条举报有利害关系，要回避', '请指定另一位同事');
    if (account?.state !== 'active' || !may(account, 'tips.work') || isOver(current.state))
      throw new YiwenError('tips.not-assignable', '不能指定这位同事承办', '请从列表里选一位核查人员');
    await change(tx, current, { owner: to });
    if (current.owner !== null && current.owner !== to) await dropCopies(tx, number, current.owner);
    const handler = { number, staff_id: to, at: now.toISOString() };
    await cases(tx)
      .insertInto('tip_handlers')
      .values(handler)
      .onConflict((conflict) => conflict.columns(['number', 'staff_id']).doNothing())
      .execute();
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'assigned', said: `交给${account.name}承办` });
    const detail = { to: account.login };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.assigned', subject: number, detail });
  });
}

async function findTied({ store, member, keyring, now }: Opener, number: string): Promise<string[]> {
  const any = await cases(store.read).selectFrom('tip_ties').select('id').limit(1).executeTakeFirst();
  if (!any) return [];
  const opened = requireKeyring(keyring);
  const at = { at: now, actor: actorOf(member) };
  await store.transaction((tx) => appendAudit(tx, { ...at, action: 'tips.ties-compared', subject: number }));
  return tiedTo(store.read, opened, aboutWhom(await openTarget(store.read, opened, number)));
}

export interface ConflictSaid {
  readonly number: string;
  /** One's own id, or another's by a supervisor. */
  readonly staffId: string;
  readonly reason: string;
}

/** @throws YiwenError `tips.conflict-denied`, `tips.incomplete-step` */
export async function declareConflict(
  { store, member, now }: Opener,
  { number, staffId, reason }: ConflictSaid,
): Promise<void> {
  if (staffId !== member.id && !may(member, 'tips.assign'))
    throw new YiwenError('tips.conflict-denied', '只能替自己申报回避', '替别人申报请找举报主管');
  requireReason(reason);
  await store.transaction(async (tx) => {
    const record = await requireRecord(tx, member, number);
    if (!(await accountById(tx, staffId))) throw new YiwenError('staff.unknown', '没有这位同事', '请从列表里选');
    await setConflict(tx, record, staffId, { declaredBy: member.login, reason }, now);
    const detail = { staff: staffId };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.conflict', subject: number, detail });
  });
}

/** A supervisor lets somebody in again, who said so by mistake. */
export async function liftConflict({ store, member, now }: Opener, said: ConflictSaid): Promise<void> {
  const { number, staffId, reason } = said;
  requireReason(reason);
  await store.transaction(async (tx) => {
    await requireRecord(tx, member, number);
    await cases(tx).deleteFrom('tip_conflicts').where('number', '=', number).where('staff_id', '=', staffId).execute();
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'conflict-lifted' });
    const detail = { staff: staffId, reason };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.conflict-lifted', subject: number, detail });
  });
}

function requireReason(reason: string): void {
  if (reason.length >= 4 && reason.length <= 200) return;
  throw new YiwenError('tips.incomplete-step', '还没有写理由，或写得不对', '写4至200个字，不要写举报人的信息');
}
