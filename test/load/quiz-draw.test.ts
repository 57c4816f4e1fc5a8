import { expect, it } from 'vitest';
import { chiSquared } from '../support/chi-squared.js';
import { firstPlaces } from '../support/first-places.js';

it('a million draws over 20 entrants put each of them first as often as the others', () => {
  const { statistic, p } = chiSquared(firstPlaces(1_000_000));
  process.stdout.write(
    `1,000,000 draws over 20 entrants: chi squared ${statistic.toFixed(3)} (19), p ${p.toFixed(4)}\n`,
  );
  expect(p).toBeGreaterThan(0.01);
}, 600_000);
