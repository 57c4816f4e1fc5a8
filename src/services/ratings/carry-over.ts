import { chinaDay } from '../../lib/clock.js';
import type { LocalKey } from '../../storage/local-key.js';
import type { Tx } from '../../storage/store.js';
import type { RatingTables } from './tables.js';

/** As the first version kept them: one rating a sender and day, addresses in plain JSON. */
interface FirstRating {
  id: string;
  channel: string;
  sender: string;
  day: string;
  level: number;
  reason: string | null;
  source: string;
  version: number;
  at: string;
}
type FirstTables = {
  first_ratings: FirstRating;
  first_rating_versions: { rating_id: string; version: number; level: number; reason: string | null; at: string };
  first_rating_cases: { rating_id: string; state: string; version: number; address: string; opened_at: string };
};

/** What the first version kept, address and all, in today's tables. */
export async function carryOver(tx: Tx, localKey: LocalKey): Promise<void> {
  const db = tx.withTables<FirstTables & RatingTables>();
  const before = await db.selectFrom('first_ratings').selectAll().execute();
  for (const { at, reason, ...row } of before) {
    const rest = { item_id: null, matter: 'bot', served_by: null, reasons: '[]', excluded: 0, rated_at: at };
    await db
      .insertInto('ratings')
      .values({ ...row, ...rest, at, reason })
      .execute();
  }
  for (const row of await db.selectFrom('first_rating_versions').selectAll().execute())
    await db
      .insertInto('rating_versions')
      .values({ ...row, reasons: '[]', source: 'active' })
      .execute();
  const opened = await db.selectFrom('first_rating_cases').selectAll().orderBy('opened_at').execute();
  for (const [at, { rating_id, version, address, opened_at }] of opened.entries()) {
    const rating = before.find(({ id }) => id === rating_id);
    const day = chinaDay(new Date(opened_at));
    await db
      .insertInto('rating_cases')
      .values({
        ...{ rating_id, version, opened_at, opened_day: day, state: 'OPEN', matter: 'bot', served_by: null, late: 0 },
        number: `${day.slice(0, 4)}-${String(at + 1).padStart(6, '0')}`,
        address: localKey.encrypt(address),
        ...{ level: rating?.level ?? 2, channel: rating?.channel ?? '' },
        ...{ due_from: day, due: day, verdict: null, verified_by: null, verified_at: null, exclusion: 'none' },
        ...{ appeal: 'none', appeal_grounds: null, contacted_at: null, measure: null, answered_at: null },
        ...{ revisit_asked_at: null, revisited_at: null, put_right: null, closed_at: null },
      })
      .execute();
  }
}
