import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tipFigures } from '../../../src/services/tips/desk/figures.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';
import { expectTipFiguresEqual, generateTips, insertTips } from './tip-rows.js';

let test: TestAssistant;
beforeEach(async () => {
  test = await createTestAssistant();
});
afterEach(() => test.close());

describe('the figures of a year', () => {
  it('are what counting the rows gives, and what their own query gives', async () => {
    const rows = generateTips(3_000);
    await insertTips(test.store, rows);
    await expectTipFiguresEqual(test.store, rows);
  });

  it('say what they mean', async () => {
    const figures = await tipFigures(test.store.read, { from: '2026-01-01', to: '2026-12-31' });
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    for (const { definition, chapter } of figures) expect([chapter, definition.length > 8]).toEqual(['举报线索', true]);
    expect(figures.find(({ id }) => id === 'tips.named-share')?.value).toBeUndefined();
  });
});
