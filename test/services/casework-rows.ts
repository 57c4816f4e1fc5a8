import { seeded } from '../../src/lib/seeded.js';
import type { CaseState } from '../../src/services/forms/states.js';
import type { FormTables } from '../../src/services/forms/tables.js';
import type { Closed, HandoffTables } from '../../src/services/handoff/tables.js';
import type { Store } from '../../src/storage/store.js';

/** The same choices for the same seed. */
export function createDice(seed: number) {
  const next = seeded(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, one: <T>(of: readonly T[]): T => of[below(of.length)] as T };
}

type CaseRow = FormTables['form_cases'];
type HandoffRow = HandoffTables['handoffs'];

const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const START = Date.parse('2025-11-01T00:00:00Z');
const DAYS = 500;
const kinds = ['resettled', 'resident', 'posted', 'referral', 'emergency', 'temporary'];
const outcomes: readonly CaseState[] = ['DONE', 'REFERRED', 'REJECTED', 'WITHDRAWN'];

/** Cases over a year and a half, in every state. */
export function someCases(count: number, seed = 1): CaseRow[] {
  const dice = createDice(seed);
  return Array.from({ length: count }, (_, at): CaseRow => {
    const form = dice.one(['registration', 'registration', 'visit', 'message']);
    const received = START + dice.below(DAYS * 86_400_000);
    const outcome = dice.below(3) === 0 ? null : dice.one(outcomes);
    const closed = outcome !== null && dice.below(2) === 0;
    const settled = outcome ? new Date(received + dice.below(9 * 86_400_000)).toISOString() : null;
    const state = closed ? 'CLOSED' : (outcome ?? dice.one<CaseState>(['RECEIVED', 'ASSIGNED', 'IN_PROGRESS']));
    const due = dayOf(received + 7 * 86_400_000);
    const sort = form === 'registration' ? dice.one(kinds) : '';
    const fields = { kind: { shown: sort, value: sort }, name: { shown: '张*', sealed: 'yw1.000000000000.x' } };
    return {
      ...{ id: `case-${String(at).padStart(7, '0')}`, number: `XB${at}`, form, sort, state, version: 1 },
      ...{ sender: `s${dice.below(count)}`, channel: 'test', address: '{"channel":"test","chat":"a","sender":"a"}' },
      fields: JSON.stringify(fields),
      ...{ received_at: new Date(received).toISOString(), received_day: dayOf(received), due },
      ...{ open_due: outcome ? null : due, assignee: state === 'RECEIVED' ? null : `staff-${dice.below(5)}` },
      ...{ outcome, settled_at: settled, closed_at: closed ? settled : null },
    };
  });
}

/** Conversations, waiting, under way and ended in every way. */
export function someHandoffs(count: number, seed = 2, open = 20): HandoffRow[] {
  const dice = createDice(seed);
  return Array.from({ length: count }, (_, at): HandoffRow => {
    const asked = START + dice.below(DAYS * 86_400_000);
    const running = at < open;
    const closed = running ? null : dice.one<Closed>(['staff', 'resident', 'timeout', 'failed']);
    const taken = closed === 'failed' || dice.below(5) === 0 ? null : asked + dice.below(600_000);
    const id = `talk-${String(at).padStart(7, '0')}`;
    const ended = asked + 3_600_000;
    return {
      ...{ id, number: `ZR${at}`, state: running ? (taken ? 'TALKING' : 'WAITING') : 'ENDED', version: 1 },
      ...{ sender: id, open_sender: running ? id : null, channel: 'test' },
      address: '{"channel":"test","chat":"a","sender":"a"}',
      ...{ asked_at: new Date(asked).toISOString(), asked_day: dayOf(asked) },
      taken_at: taken === null ? null : new Date(taken).toISOString(),
      taken_by: taken === null ? null : `staff-${dice.below(5)}`,
      ...{ last_at: new Date(ended).toISOString(), ended_at: running ? null : new Date(ended).toISOString(), closed },
    };
  });
}

const PIECE = 500;

export async function insertRows(
  store: Store,
  cases: readonly CaseRow[],
  handoffs: readonly HandoffRow[],
): Promise<void> {
  await store.transaction(async (tx) => {
    const db = tx.withTables<FormTables & HandoffTables>();
    for (let at = 0; at < cases.length; at += PIECE)
      await db
        .insertInto('form_cases')
        .values(cases.slice(at, at + PIECE))
        .execute();
    for (let at = 0; at < handoffs.length; at += PIECE)
      await db
        .insertInto('handoffs')
        .values(handoffs.slice(at, at + PIECE))
        .execute();
  });
}
