import { randomId } from '../../../lib/ids.js';
import type { Seal } from '../../../storage/sealing/sealed-text.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { TipState } from '../states.js';
import { cases, type EventRow } from './tables.js';

export interface NewEvent {
  readonly number: string;
  readonly at: Date;
  /** Login, or `system`. */
  readonly actor: string;
  readonly kind: string;
  readonly from?: TipState;
  readonly to?: TipState;
  /** Without anything personal: it is read without a key. */
  readonly said?: string;
  /** Sealed for stories before it is kept. */
  readonly note?: string;
}

/** Adds to the history of a tip. */
export async function addEvent(tx: Tx, event: NewEvent, seal?: Seal): Promise<void> {
  const { number, at, actor, kind, from = null, to = null, said = '', note = '' } = event;
  const sealed = seal && note !== '' ? seal('story', note) : null;
  await cases(tx)
    .insertInto('tip_events')
    .values({ id: randomId(), number, at: at.toISOString(), actor, kind, from_state: from, to_state: to, said, sealed })
    .execute();
}

/** Oldest first. */
export function eventsOf(db: Reader | Tx, number: string): Promise<EventRow[]> {
  return cases(db).selectFrom('tip_events').selectAll().where('number', '=', number).orderBy('at').execute();
}
