import type { Period } from '../../../src/casework/figure.js';
import type { CaseTable } from '../../../src/services/ratings/tables.js';
import type { Generated } from './generate.js';

const within = ({ from, to }: Period, day: string) => day >= from && day <= to;
const percent = (part: number, whole: number) => (whole < 5 ? undefined : Math.round((part / whole) * 10_000) / 100);

/** Every figure counted again over the rows themselves, one by one, without SQL. */
export function recount({ items, ratings, cases }: Generated, period: Period): ReadonlyMap<string, unknown> {
  const finished = items.filter((item) => item.ended === 'completed' && within(period, item.day));
  const inPeriod = ratings.filter(({ day }) => within(period, day));
  const active = inPeriod.filter(({ source }) => source === 'active');
  const counted = active.filter(({ excluded }) => excluded === 0);
  const ratedItems = new Set(ratings.flatMap(({ item_id, source }) => (source === 'active' ? [item_id] : [])));
  const opened = cases.filter((found) => within(period, found.opened_day));
  const valid = opened.filter(({ verdict }) => verdict === 'valid');
  const answered = opened.filter(({ answered_at }) => answered_at !== null);
  const good = (of: typeof active, least: number) =>
    percent(of.filter(({ level }) => level >= least).length, of.length);
  const left = (verdict: string) => (found: CaseTable) => found.verdict === verdict && found.exclusion === 'granted';
  const mistaken = opened.filter(left('mistaken')).length;
  const malicious = opened.filter(left('malicious')).length;
  return new Map<string, unknown>([
    ['ratings.finished', finished.length],
    ['ratings.active', active.length],
    ['ratings.silent', inPeriod.length - active.length],
    ['ratings.participation', percent(finished.filter(({ id }) => ratedItems.has(id)).length, finished.length)],
    ['ratings.good', good(counted, 3)],
    ['ratings.good-raw', good(active, 3)],
    ['ratings.very-good', good(counted, 4)],
    ['ratings.very-good-raw', good(active, 4)],
    ['ratings.bad', opened.length],
    ['ratings.bad-valid', valid.length],
    ['ratings.excluded', mistaken + malicious],
    ['ratings.rectified', percent(valid.filter(({ answered_at }) => answered_at !== null).length, valid.length)],
    [
      'ratings.in-time',
      percent(
        answered.filter(({ late }) => late === 0).length,
        opened.filter(({ late, answered_at }) => late === 1 || answered_at !== null).length,
      ),
    ],
    [
      'ratings.revisited',
      percent(answered.filter(({ revisited_at }) => revisited_at !== null).length, answered.length),
    ],
  ]);
}

/** How many active ratings there are by a column, in any order. */
export function recountBy({ ratings }: Generated, column: 'day' | 'matter' | 'channel' | 'served_by', period: Period) {
  const cells = new Map<
    string | null,
    { active: number; good: number; bad: number; counted: number; countedGood: number }
  >();
  for (const rating of ratings) {
    if (rating.source !== 'active' || !within(period, rating.day)) continue;
    const cell = cells.get(rating[column]) ?? { active: 0, good: 0, bad: 0, counted: 0, countedGood: 0 };
    cell.active++;
    if (rating.level >= 3) cell.good++;
    else cell.bad++;
    if (rating.excluded === 0) cell.counted++;
    if (rating.excluded === 0 && rating.level >= 3) cell.countedGood++;
    cells.set(rating[column], cell);
  }
  return cells;
}
