import { chinaDayStart } from '../../lib/clock.js';
import { randomId } from '../../lib/ids.js';
import type { Reader, Tx } from '../../storage/store.js';
import type { TipTables } from './records.js';

export interface TipMessage {
  readonly id: string;
  readonly number: string;
  /** From staff, sealed to the receipt; from the reporter, sealed to the story key. */
  readonly direction: 'staff' | 'reporter';
  readonly sealed: string;
  readonly at: string;
}

/** Of one tip, oldest first. */
export function messagesOf(read: Reader | Tx, number: string): Promise<TipMessage[]> {
  return read
    .withTables<TipTables>()
    .selectFrom('tip_messages')
    .selectAll()
    .where('number', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

const MOST_SHOWN = 3;

/** What staff asked since the reporter wrote last: the latest three, oldest first, still sealed. */
export async function openQuestions(read: Reader, number: string): Promise<string[]> {
  const messages = await messagesOf(read, number);
  const answered = messages.findLastIndex(({ direction }) => direction === 'reporter');
  return messages
    .slice(answered + 1)
    .slice(-MOST_SHOWN)
    .map(({ sealed }) => sealed);
}

/**
 * Adds what a reporter wrote. Its time says the day alone, so that it cannot be tied to a sender, and still comes after
 * what it answers.
 */
export async function addFromReporter(tx: Tx, number: string, sealed: string, at: Date): Promise<void> {
  const last = (await messagesOf(tx, number)).at(-1);
  const day = chinaDayStart(at).getTime();
  const time = Math.max(day, last ? Date.parse(last.at) + 1 : 0);
  await tx
    .withTables<TipTables>()
    .insertInto('tip_messages')
    .values({ id: randomId(), number, direction: 'reporter', sealed, at: new Date(time).toISOString() })
    .execute();
}
