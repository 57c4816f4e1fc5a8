import { describe, it } from 'vitest';
import { expectTipFiguresEqual, generateTips, insertTips } from '../services/tips-desk/tip-rows.js';
import { createTestAssistant } from '../support/test-assistant.js';

describe('the figures over a hundred thousand tips', () => {
  it('are what counting the rows gives, and what their own queries give', async () => {
    const bot = await createTestAssistant();
    const rows = generateTips(100_000);
    await insertTips(bot.store, rows);
    await expectTipFiguresEqual(bot.store, rows);
    await bot.close();
  });
});
