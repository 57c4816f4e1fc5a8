import { may, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { By, Condition, Edge } from '../edges.js';
import { edgesFrom } from '../edges.js';
import { clocksOf } from './clocks.js';
import { type ClockRow, cases, type TipRow } from './tables.js';

/** All of a tip that is readable without a key. */
export interface TipRecord extends TipRow {
  readonly clocks: readonly ClockRow[];
  /** Ids of everybody who was ever assigned, and of who has a conflict of interest. */
  readonly handlers: readonly string[];
  readonly conflicted: readonly string[];
  readonly proposal: { readonly amount: number; readonly basis: string } | undefined;
  readonly votes: readonly string[];
  readonly payee: boolean;
}

export async function recordOf(db: Reader | Tx, number: string): Promise<TipRecord | undefined> {
  const tables = cases(db);
  const tip = await tables.selectFrom('tips').selectAll().where('number', '=', number).executeTakeFirst();
  if (!tip) return undefined;
  const people = async (table: 'tip_handlers' | 'tip_conflicts' | 'tip_votes') =>
    (await tables.selectFrom(table).select('staff_id').where('number', '=', number).orderBy('at').execute()).map(
      ({ staff_id }) => staff_id,
    );
  const of = (table: 'tip_rewards' | 'tip_payees') => tables.selectFrom(table).where('number', '=', number);
  return {
    ...tip,
    clocks: await clocksOf(db, number),
    handlers: await people('tip_handlers'),
    conflicted: await people('tip_conflicts'),
    votes: await people('tip_votes'),
    proposal: await tables.selectFrom('tip_rewards').selectAll().where('number', '=', number).executeTakeFirst(),
    payee: (await of('tip_payees').select('number').executeTakeFirst()) !== undefined,
  };
}

/**
 * A tip that this member may know of: nobody sees one they have a conflict of interest with.
 * @throws YiwenError `tips.unknown-number`, `tips.conflict-of-interest`
 */
export async function requireRecord(db: Reader | Tx, member: StaffMember, number: string): Promise<TipRecord> {
  const record = await recordOf(db, number);
  if (!record) throw new YiwenError('tips.unknown-number', `没有编号为 ${number} 的举报`, '请从列表里选');
  if (!record.conflicted.includes(member.id)) return record;
  throw new YiwenError('tips.conflict-of-interest', '您与这条举报有利害关系，要回避', '请举报主管安排其他同事办理');
}

/**
 * Who may read the story. This is kept by the program: with one key for stories, whoever holds it could open any that
 * they get hold of.
 */
export function mayRead(member: StaffMember, { state, owner }: Pick<TipRow, 'state' | 'owner'>): boolean {
  const isNew = owner === null && (state === 'RECEIVED' || state === 'TRIAGE' || state === 'AWAITING_REPORTER');
  return (
    may(member, 'tips.read-all') ||
    (isNew && may(member, 'tips.read-new')) ||
    (owner === member.id && may(member, 'tips.read-assigned'))
  );
}

const conditions: Readonly<Record<Condition, (record: TipRecord) => boolean>> = {
  owner: ({ owner }) => owner !== null,
  filed: ({ filing }) => filing === 'filed',
  'not-filed': ({ filing }) => filing === 'not-filed',
  founded: ({ outcome }) => outcome === 'true' || outcome === 'part',
  unfounded: ({ outcome }) => outcome === 'false',
  'approved-twice': ({ votes, proposal }) => proposal !== undefined && votes.length >= 2,
  payee: ({ payee }) => payee,
  reachable: ({ reporter_key }) => reporter_key !== null,
};

/** `owner` falls to a supervisor where nobody is assigned. */
const whoMay: Readonly<Record<By, (member: StaffMember, record: TipRecord) => boolean>> = {
  anybody: () => true,
  owner: (member, { owner }) => owner === member.id || (owner === null && may(member, 'tips.assign')),
  outsider: (member, { handlers }) => !handlers.includes(member.id),
  service: () => false,
};

export function mayTake(member: StaffMember, record: TipRecord, { permission, by, only }: Edge): boolean {
  return (
    may(member, permission) && whoMay[by](member, record) && only.every((condition) => conditions[condition](record))
  );
}

/** What this member may do with the tip next. */
export const openEdges = (member: StaffMember, record: TipRecord): readonly Edge[] =>
  edgesFrom(record.state).filter((edge) => mayTake(member, record, edge));
