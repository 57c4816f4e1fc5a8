import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAST, publishable } from '../../../src/casework/suppress.js';
import { ratingFigures } from '../../../src/services/ratings/figures/figures.js';
import { defaultRatingSettings } from '../../../src/services/ratings/settings.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';
import { expectFiguresEqual } from './figures-equal.js';
import { generate, insertGenerated } from './generate.js';

const rows = generate(4_000, 20_260_401);
let bot: TestAssistant;
beforeAll(async () => {
  bot = await createTestAssistant();
  await insertGenerated(bot.store, rows);
});
afterAll(() => bot.close());

describe('the figures of ratings', () => {
  it.each([
    { from: '2026-01-01', to: '2026-12-31' },
    { from: '2026-02-01', to: '2026-02-28' },
    { from: '2026-07-15', to: '2026-07-15' },
    { from: '2020-01-01', to: '2020-12-31' },
  ])('are what counting the rows one by one comes to, $from to $to', async (period) => {
    await expectFiguresEqual(bot.store, rows, period);
  });

  it('show a query that gives the same number again as it stands', async () => {
    const figures = await ratingFigures(
      bot.store.read,
      { from: '2026-01-01', to: '2026-03-31' },
      defaultRatingSettings,
    );
    const silent = figures.find(({ id }) => id === 'ratings.silent');
    const again = await sql.raw<{ count: number }>(silent?.query ?? '').execute(bot.store.read);
    expect(again.rows[0]?.count).toBe(silent?.value);
    expect(figures.filter(({ query }) => query.includes('?'))).toEqual([]);
  });

  it('of a place with nothing to divide by tell no share', async () => {
    const figures = await ratingFigures(
      bot.store.read,
      { from: '2019-01-01', to: '2019-12-31' },
      defaultRatingSettings,
    );
    expect(figures.filter(({ unit }) => unit === '%').map(({ value }) => value)).toEqual(Array(8).fill(undefined));
  });
});

describe('what is published', () => {
  const cells = fc.array(
    fc.nat(40).map((value) => ({ value })),
    { maxLength: 12 },
  );

  it('has no cell of one to four people', () => {
    fc.assert(
      fc.property(cells, (given) => {
        expect(publishable(given).filter(({ value }) => value > 0 && value < LEAST)).toEqual([]);
      }),
    );
  });

  it('does not let the one cell left out be worked out from the total', () => {
    fc.assert(
      fc.property(cells, (given) => {
        const shown = publishable(given);
        const hidden = given.filter((cell) => !shown.includes(cell));
        expect(hidden.length === 1 && shown.some(({ value }) => value > 0)).toBe(false);
      }),
    );
  });
});
