import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectFiguresEqual } from '../services/ratings/figures-equal.js';
import { generate, insertGenerated } from '../services/ratings/generate.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

const rows = generate(120_000, 7);
let bot: TestAssistant;
beforeAll(async () => {
  bot = await createTestAssistant();
  await insertGenerated(bot.store, rows);
}, 120_000);
afterAll(() => bot.close());

describe('the figures over a hundred thousand ratings', () => {
  it.each([
    { from: '2026-01-01', to: '2026-12-31' },
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-10-01', to: '2026-10-01' },
  ])('are what counting the rows one by one comes to, $from to $to', async (period) => {
    await expectFiguresEqual(bot.store, rows, period);
  });
});
