import type { Reader } from '../../storage/store.js';
import { type Handoff, handoffOf } from './records.js';
import type { Closed, HandoffTables } from './tables.js';

/** Open ones in the order in which they asked, a hundred at most. */
export async function openTalks(read: Reader, state: 'WAITING' | 'TALKING'): Promise<Handoff[]> {
  const rows = await read
    .withTables<HandoffTables>()
    .selectFrom('handoffs')
    .selectAll()
    .where('state', '=', state)
    .orderBy('asked_at')
    .limit(100)
    .execute();
  return rows.map(handoffOf);
}

/** What the open ones look like: changes with every step and every word, so that a page knows when to load anew. */
export async function pulseOfQueue(read: Reader): Promise<string> {
  const open = await read
    .withTables<HandoffTables>()
    .selectFrom('handoffs')
    .where('state', 'in', ['WAITING', 'TALKING'])
    .select(({ fn }) => [fn.countAll().as('rows'), fn.sum('version').as('versions'), fn.max('last_at').as('last')])
    .executeTakeFirstOrThrow();
  return `${open.rows}-${open.versions ?? 0}-${open.last ?? ''}`;
}

const ended = (read: Reader, closed: Closed | '') => {
  const query = read.withTables<HandoffTables>().selectFrom('handoffs').where('state', '=', 'ENDED');
  return closed === '' ? query : query.where('closed', '=', closed);
};

export async function countEnded(read: Reader, closed: Closed | ''): Promise<number> {
  const { rows } = await ended(read, closed)
    .select(({ fn }) => fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Newest first. */
export async function listEnded(
  read: Reader,
  closed: Closed | '',
  { page, size }: { readonly page: number; readonly size: number },
): Promise<Handoff[]> {
  const rows = await ended(read, closed)
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return rows.map(handoffOf);
}
