import type { Address } from '../../domain/message.js';
import { chinaDay } from '../../lib/clock.js';
import { randomId } from '../../lib/ids.js';
import { dropDays } from '../../storage/day-counts.js';
import type { Reader, Tx } from '../../storage/store.js';
import { handoffCounts } from './counts.js';
import type { Closed, HandoffState, HandoffTables } from './tables.js';

/** A resident who asked for a person. */
export interface Handoff {
  readonly id: string;
  /** ZR20260401-0001 */
  readonly number: string;
  readonly state: HandoffState;
  readonly version: number;
  readonly sender: string;
  readonly address: Address;
  readonly askedAt: string;
  readonly takenAt: string | null;
  /** Id of who talks, or talked last. */
  readonly takenBy: string | null;
  readonly lastAt: string;
  readonly endedAt: string | null;
  readonly closed: Closed | null;
}

export const handoffOf = (row: HandoffTables['handoffs']): Handoff => ({
  ...{ id: row.id, number: row.number, state: row.state, version: row.version, sender: row.sender },
  ...{ address: JSON.parse(row.address) as Address, askedAt: row.asked_at, takenAt: row.taken_at },
  ...{ takenBy: row.taken_by, lastAt: row.last_at, endedAt: row.ended_at, closed: row.closed },
});

/** The sender's open conversation; begun where there is none. */
export async function askForPerson(tx: Tx, sender: string, address: Address, now: Date): Promise<Handoff> {
  const open = await openOf(tx, sender);
  if (open) return open;
  const at = now.toISOString();
  const id = randomId();
  await tx
    .withTables<HandoffTables>()
    .insertInto('handoffs')
    .values({
      ...{ id, number: await nextNumber(tx, chinaDay(now)), state: 'WAITING', version: 1 },
      ...{ sender, open_sender: sender, channel: address.channel, address: JSON.stringify(address) },
      ...{ asked_at: at, asked_day: chinaDay(now), taken_at: null, taken_by: null, last_at: at },
      ...{ ended_at: null, closed: null },
    })
    .execute();
  await dropDays(tx, handoffCounts, [chinaDay(now)]);
  return requireHandoff(tx, id);
}

async function nextNumber(tx: Tx, day: string): Promise<string> {
  const { last } = await tx
    .withTables<HandoffTables>()
    .insertInto('handoff_numbers')
    .values({ day, last: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet((row) => ({ last: row('handoff_numbers.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `ZR${day.replaceAll('-', '')}-${String(last).padStart(4, '0')}`;
}

async function requireHandoff(tx: Tx, id: string): Promise<Handoff> {
  const db = tx.withTables<HandoffTables>();
  return handoffOf(await db.selectFrom('handoffs').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

export async function openOf(db: Reader | Tx, sender: string): Promise<Handoff | undefined> {
  const row = await db
    .withTables<HandoffTables>()
    .selectFrom('handoffs')
    .selectAll()
    .where('open_sender', '=', sender)
    .executeTakeFirst();
  return row && handoffOf(row);
}

export async function handoffByNumber(db: Reader | Tx, number: string): Promise<Handoff | undefined> {
  const row = await db
    .withTables<HandoffTables>()
    .selectFrom('handoffs')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
  return row && handoffOf(row);
}

/** How many wait; where a moment is given, only those who asked before it. */
export async function countWaiting(db: Reader | Tx, before?: string): Promise<number> {
  let query = db.withTables<HandoffTables>().selectFrom('handoffs').where('state', '=', 'WAITING');
  if (before !== undefined) query = query.where('asked_at', '<', before);
  const { rows } = await query.select(({ fn }) => fn.countAll().as('rows')).executeTakeFirstOrThrow();
  return Number(rows);
}

export interface NewMessage {
  readonly id: string;
  readonly speaker: string;
  /** Sealed. */
  readonly words: string;
}

/** @returns false if a message of this id was there before */
export async function addMessage(tx: Tx, handoffId: string, message: NewMessage, now: Date): Promise<boolean> {
  const db = tx.withTables<HandoffTables>();
  const at = now.toISOString();
  const added = await db
    .insertInto('handoff_messages')
    .values({ ...message, handoff_id: handoffId, at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await db.updateTable('handoffs').set({ last_at: at }).where('id', '=', handoffId).execute();
  return true;
}

export interface HandoffMessage extends NewMessage {
  readonly at: string;
}

/** Oldest first. */
export async function messagesOf(db: Reader | Tx, handoffId: string): Promise<HandoffMessage[]> {
  return db
    .withTables<HandoffTables>()
    .selectFrom('handoff_messages')
    .select(['id', 'speaker', 'words', 'at'])
    .where('handoff_id', '=', handoffId)
    .orderBy('sequence')
    .execute();
}

/** Changes a conversation that still is at `version`. @returns false if somebody was faster */
export async function changeHandoff(
  tx: Tx,
  { id, version }: Pick<Handoff, 'id' | 'version'>,
  change: Partial<HandoffTables['handoffs']>,
): Promise<boolean> {
  const db = tx.withTables<HandoffTables>();
  const result = await db
    .updateTable('handoffs')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  const changed = await db.selectFrom('handoffs').select('asked_day').where('id', '=', id).executeTakeFirst();
  await dropDays(tx, handoffCounts, [changed?.asked_day]);
  return result.numUpdatedRows > 0n;
}

export const ending = (closed: Closed, now: Date): Partial<HandoffTables['handoffs']> => ({
  ...{ state: 'ENDED', closed, ended_at: now.toISOString(), open_sender: null },
});

/** Those that nobody took, or that fell silent, since a moment. */
export async function overdue(db: Reader | Tx, state: 'WAITING' | 'TALKING', before: string): Promise<Handoff[]> {
  const rows = await db
    .withTables<HandoffTables>()
    .selectFrom('handoffs')
    .selectAll()
    .where('state', '=', state)
    .where(state === 'WAITING' ? 'asked_at' : 'last_at', '<', before)
    .execute();
  return rows.map(handoffOf);
}
