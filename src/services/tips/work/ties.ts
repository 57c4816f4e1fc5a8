import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { randomId } from '../../../lib/ids.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Keyring } from '../../../storage/sealing/keyring.js';
import type { Seal } from '../../../storage/sealing/sealed-text.js';
import type { Reader, Tx } from '../../../storage/store.js';
import { change } from './change.js';
import { dropCopies } from './copies.js';
import { addEvent } from './events.js';
import type { TipRecord } from './record.js';
import { cases } from './tables.js';

/** Institutions that a member of staff has something to do with: family, shares, former work. */
export async function declareTie(tx: Tx, member: StaffMember, name: string, seal: Seal, at: Date): Promise<void> {
  if (plain(name).length < 2 || name.length > 60)
    throw new YiwenError('tips.invalid-tie', '机构名称要2至60个字', '写全称，例如：样例市平安医院');
  const id = randomId();
  const row = { id, staff_id: member.id, sealed: seal('story', name), at: at.toISOString() };
  await cases(tx).insertInto('tip_ties').values(row).execute();
  await appendAudit(tx, { at, actor: actorOf(member), action: 'tips.tie-declared', subject: id });
}

export async function dropTie(tx: Tx, member: StaffMember, id: string, at: Date): Promise<void> {
  await cases(tx).deleteFrom('tip_ties').where('id', '=', id).where('staff_id', '=', member.id).execute();
  await appendAudit(tx, { at, actor: actorOf(member), action: 'tips.tie-dropped', subject: id });
}

export function tiesOf(db: Reader | Tx, { id }: Pick<StaffMember, 'id'>) {
  return cases(db).selectFrom('tip_ties').selectAll().where('staff_id', '=', id).orderBy('at').execute();
}

/** Everybody whose institutions are named in what a tip is about. */
export async function tiedTo(db: Reader, keyring: Keyring, about: readonly string[]): Promise<string[]> {
  const ties = await cases(db).selectFrom('tip_ties').select(['staff_id', 'sealed']).execute();
  const named = ties.filter(({ sealed }) => about.some((text) => namesTheSame(text, keyring.open(sealed))));
  return [...new Set(named.map(({ staff_id }) => staff_id))];
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');

/** One says the other, whatever stands around it; two characters alone name nobody. */
export function namesTheSame(told: string, tie: string): boolean {
  const [one, other] = [plain(told), plain(tie)];
  return (other.length >= 2 && one.includes(other)) || (one.length >= 4 && other.includes(one));
}

/** Keeps people out whom the named institution ties to a tip. */
export async function keepOut(tx: Tx, record: TipRecord, staffIds: readonly string[], at: Date): Promise<void> {
  for (const id of staffIds) {
    if (record.conflicted.includes(id)) continue;
    const why = { declaredBy: 'system', reason: '与被举报机构有关联（本人申报）' };
    await setConflict(tx, record, id, why, at);
    await appendAudit(tx, { at, actor: 'bot', action: 'tips.conflict', subject: record.number, detail: { staff: id } });
  }
}

/** From now on they see nothing of it; what was theirs is without an owner again. */
export async function setConflict(
  tx: Tx,
  record: TipRecord,
  staffId: string,
  { declaredBy, reason }: { readonly declaredBy: string; readonly reason: string },
  at: Date,
): Promise<void> {
  const { number } = record;
  await cases(tx)
    .insertInto('tip_conflicts')
    .values({ number, staff_id: staffId, declared_by: declaredBy, reason, at: at.toISOString() })
    .onConflict((conflict) => conflict.columns(['number', 'staff_id']).doNothing())
    .execute();
  await cases(tx).deleteFrom('tip_votes').where('number', '=', number).where('staff_id', '=', staffId).execute();
  await dropCopies(tx, number, staffId);
  if (record.owner === staffId) await change(tx, record, { owner: null });
  await addEvent(tx, { number, at, actor: declaredBy, kind: 'conflict' });
}
