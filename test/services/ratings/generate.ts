import { chinaDay } from '../../../src/lib/clock.js';
import { seeded } from '../../../src/lib/seeded.js';
import type { CaseTable, ItemTable, RatingTable, RatingTables } from '../../../src/services/ratings/tables.js';
import type { Store } from '../../../src/storage/store.js';

/** A year of ratings as rows, the same for a seed. */
export interface Generated {
  readonly items: readonly ItemTable[];
  readonly ratings: readonly RatingTable[];
  readonly cases: readonly CaseTable[];
}

const YEAR_START = Date.parse('2025-12-31T16:00:00Z');
const DAY_MS = 86_400_000;
const REASONS = ['waiting', 'manner', 'unclear', 'errands', 'undone'];

/** @param count of finished services; about as many ratings, every fifth a bad one */
export function generate(count: number, seed: number): Generated {
  const next = seeded(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const items: ItemTable[] = [];
  const ratings: RatingTable[] = [];
  const cases: CaseTable[] = [];
  for (let at = 0; at < count; at++) {
    const finished = new Date(YEAR_START + next() * 365 * DAY_MS);
    const item = itemRow(at, finished, pick, next);
    items.push(item);
    const mood = next();
    if (mood < 0.15) continue;
    const rating = ratingRow(at, item, mood, new Date(finished.getTime() + next() * 3 * DAY_MS), pick, next);
    ratings.push(rating);
    if (rating.source === 'active' && rating.level <= 2) {
      const found = caseRow(cases.length, rating, pick, next);
      cases.push(found);
      if (found.exclusion === 'granted') ratings[ratings.length - 1] = { ...rating, excluded: 1 };
    }
  }
  return { items, ratings, cases };
}

type Pick = <T>(values: readonly T[]) => T;

function itemRow(at: number, finished: Date, pick: Pick, next: () => number): ItemTable {
  const ended = pick(['completed', 'completed', 'completed', 'completed', 'closed-automatically', 'failed']);
  const invited = ended === 'completed' && next() < 0.8;
  return {
    ...{ id: `i${at}`, matter: pick(['handoff', 'registration', 'visit', 'window']), number: `n${at}` },
    ...{ channel: pick(['wechaty', 'web-chat', 'window']), ended, sender: `s${at % 997}`, address: null },
    ...{ served_by: pick([null, ...Array.from({ length: 12 }, (_, staff) => `staff-${staff}`)]) },
    ...{ finished_at: finished.toISOString(), day: chinaDay(finished), code_hash: null },
    ...{ invited_at: invited ? finished.toISOString() : null, invitation: invited ? 'sent' : 'off' },
  };
}

function ratingRow(
  at: number,
  item: ItemTable,
  mood: number,
  rated: Date,
  pick: Pick,
  next: () => number,
): RatingTable {
  const own = mood < 0.3;
  const level = pick([5, 5, 5, 4, 4, 3, 2, 1]);
  const bad = level <= 2;
  const time = rated.toISOString();
  return {
    ...{ id: `r${String(at).padStart(7, '0')}`, item_id: own ? null : item.id, matter: own ? 'bot' : item.matter },
    ...{ served_by: own ? null : item.served_by, channel: item.channel, sender: `own-${at}`, day: chinaDay(rated) },
    ...{
      level,
      source: next() < 0.1 && !own ? 'default' : 'active',
      version: 1,
      rated_at: time,
      at: time,
      excluded: 0,
    },
    reasons: JSON.stringify(bad ? REASONS.filter(() => next() < 0.3) : []),
    reason: bad && next() < 0.4 ? '排队太久' : null,
  };
}

function caseRow(at: number, rating: RatingTable, pick: Pick, next: () => number): CaseTable {
  const state = pick(['OPEN', 'CONTACTED', 'VERIFIED', 'RECTIFYING', 'ANSWERED', 'REVISITED', 'CLOSED', 'CLOSED']);
  const known = !['OPEN', 'CONTACTED'].includes(state);
  const verdict = known ? pick(['valid', 'valid', 'valid', 'mistaken', 'malicious', 'unsupported']) : null;
  const leaves = verdict === 'mistaken' || verdict === 'malicious';
  const answered = ['ANSWERED', 'REVISITED', 'CLOSED'].includes(state) ? rating.rated_at : null;
  const revisited = ['REVISITED', 'CLOSED'].includes(state) ? rating.rated_at : null;
  return {
    ...{ rating_id: rating.id, number: `2026-${String(at + 1).padStart(6, '0')}`, state, version: 1, address: 'x' },
    ...{ level: rating.level, matter: rating.matter, channel: rating.channel, served_by: rating.served_by },
    ...{ opened_at: rating.rated_at, opened_day: rating.day, due_from: answered ? null : rating.day },
    ...{ due: answered ? null : rating.day, late: next() < 0.2 ? 1 : 0, verdict, verified_by: null, verified_at: null },
    ...{ exclusion: leaves ? pick(['waiting', 'granted']) : 'none', appeal: 'none', appeal_grounds: null },
    ...{ contacted_at: null, measure: null, answered_at: answered, revisit_asked_at: null, revisited_at: revisited },
    ...{ put_right: revisited ? pick(['yes', 'yes', 'no', 'unreachable']) : null, closed_at: null },
  };
}

const PIECE = 500;

export async function insertGenerated(store: Store, { items, ratings, cases }: Generated): Promise<void> {
  await store.transaction(async (tx) => {
    const db = tx.withTables<RatingTables>();
    for (const piece of pieces(items)) await db.insertInto('service_items').values(piece).execute();
    for (const piece of pieces(ratings)) await db.insertInto('ratings').values(piece).execute();
    for (const piece of pieces(cases)) await db.insertInto('rating_cases').values(piece).execute();
  });
}

function* pieces<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += PIECE) yield rows.slice(at, at + PIECE);
}
