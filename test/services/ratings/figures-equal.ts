import { expect } from 'vitest';
import type { Period } from '../../../src/casework/figure.js';
import { countBy, countReasons } from '../../../src/services/ratings/figures/counts.js';
import { ratingFigures } from '../../../src/services/ratings/figures/figures.js';
import { defaultRatingSettings } from '../../../src/services/ratings/settings.js';
import type { Store } from '../../../src/storage/store.js';
import type { Generated } from './generate.js';
import { recount, recountBy } from './recount.js';

/** Every figure and every grouping of a period is what counting the rows one by one comes to. */
export async function expectFiguresEqual({ read }: Store, rows: Generated, period: Period): Promise<void> {
  const figures = await ratingFigures(read, period, defaultRatingSettings);
  const expected = recount(rows, period);
  const told = new Map(figures.map(({ id, value }) => [id, value]));
  for (const [id, value] of expected) expect([period, id, told.get(id)]).toEqual([period, id, value]);
  for (const [by, column] of [
    ['day', 'day'],
    ['matter', 'matter'],
    ['channel', 'channel'],
    ['staff', 'served_by'],
  ] as const) {
    const cells = await countBy(read, by, period);
    const counted = recountBy(rows, column, period);
    expect(cells.length).toBe(counted.size);
    for (const { key, ...cell } of cells) expect([by, key, cell]).toEqual([by, key, counted.get(key)]);
  }
  const bad = rows.ratings.filter(
    ({ source, level, day }) => source === 'active' && level <= 2 && day >= period.from && day <= period.to,
  );
  const { picked, ownWords } = await countReasons(read, period);
  for (const { reason, count } of picked)
    expect([reason, count]).toEqual([reason, bad.filter(({ reasons }) => reasons.includes(`"${reason}"`)).length]);
  expect(ownWords).toBe(bad.filter(({ reason }) => reason !== null).length);
}
