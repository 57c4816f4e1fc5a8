import type { FileForm } from '../../chat/form/form-flow.js';
import { addWorkingDays } from '../../lib/calendar.js';
import { chinaDay } from '../../lib/clock.js';
import { randomId } from '../../lib/ids.js';
import { dropDays } from '../../storage/day-counts.js';
import type { Reader, Tx } from '../../storage/store.js';
import { type CaseEvent, caseOf, type FormCase } from './case.js';
import { formCounts } from './counts.js';
import type { FormTables } from './tables.js';

export interface Filing {
  readonly prefix: string;
  readonly sort: string;
  /** Working days of the term. */
  readonly days: number;
  readonly sender: string;
  readonly now: Date;
}

/** Records a form. @returns its number */
export async function fileCase(tx: Tx, { form, fields, address }: FileForm, filing: Filing): Promise<string> {
  const { sender, now, prefix, sort, days } = filing;
  const day = chinaDay(now);
  const number = await nextNumber(tx, prefix, day);
  const id = randomId();
  const due = addWorkingDays(day, days).day;
  await tx
    .withTables<FormTables>()
    .insertInto('form_cases')
    .values({
      ...{ id, number, form, sort, sender, state: 'RECEIVED', version: 1, channel: address.channel },
      ...{ address: JSON.stringify(address), fields: JSON.stringify(fields) },
      ...{ received_at: now.toISOString(), received_day: day },
      ...{ due, open_due: due },
      ...{ assignee: null, outcome: null, settled_at: null, closed_at: null },
    })
    .execute();
  await dropDays(tx, formCounts, [day]);
  const event = { actor: 'resident', action: 'filed', state: 'RECEIVED', words: null, told: false } as const;
  await addEvent(tx, id, { ...event, at: now.toISOString() });
  return number;
}

/** XB20260401-0001; counted within the transaction, so that none is given twice and none is left out. */
async function nextNumber(tx: Tx, prefix: string, day: string): Promise<string> {
  const db = tx.withTables<FormTables>();
  const { last } = await db
    .insertInto('form_numbers')
    .values({ prefix, day, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['prefix', 'day']).doUpdateSet((row) => ({ last: row('form_numbers.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${prefix}${day.replaceAll('-', '')}-${String(last).padStart(4, '0')}`;
}

export async function addEvent(tx: Tx, caseId: string, { told, ...event }: CaseEvent): Promise<void> {
  await tx
    .withTables<FormTables>()
    .insertInto('form_events')
    .values({ ...event, case_id: caseId, told: told ? 1 : 0 })
    .execute();
}

export async function caseByNumber(db: Reader | Tx, number: string): Promise<FormCase | undefined> {
  const row = await db
    .withTables<FormTables>()
    .selectFrom('form_cases')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
  return row && caseOf(row);
}

/** The last few of one sender, newest first. */
export async function casesOfSender(db: Reader | Tx, sender: string): Promise<FormCase[]> {
  const rows = await db
    .withTables<FormTables>()
    .selectFrom('form_cases')
    .selectAll()
    .where('sender', '=', sender)
    .orderBy('received_at', 'desc')
    .limit(5)
    .execute();
  return rows.map(caseOf);
}

/** Oldest first. */
export async function eventsOf(db: Reader | Tx, caseId: string): Promise<CaseEvent[]> {
  const rows = await db
    .withTables<FormTables>()
    .selectFrom('form_events')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('sequence')
    .execute();
  return rows.map(({ at, actor, action, state, words, told }) => ({
    at,
    actor,
    action,
    state,
    words,
    told: told === 1,
  }));
}

/** Changes a case that still is at `version`. @returns false if somebody was faster */
export async function changeCase(
  tx: Tx,
  { id, version }: Pick<FormCase, 'id' | 'version'>,
  change: Partial<FormTables['form_cases']>,
): Promise<boolean> {
  const db = tx.withTables<FormTables>();
  const result = await db
    .updateTable('form_cases')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  const changed = await db.selectFrom('form_cases').select('received_day').where('id', '=', id).executeTakeFirst();
  await dropDays(tx, formCounts, [changed?.received_day]);
  return result.numUpdatedRows > 0n;
}
