import { describe, expect, it } from 'vitest';
import { formFigures } from '../../src/services/forms/figures.js';
import { forms } from '../../src/services/forms/forms/index.js';
import { handoffFigures } from '../../src/services/handoff/figures.js';
import { insertRows, someCases, someHandoffs } from '../services/casework-rows.js';
import { createTestAssistant } from '../support/test-assistant.js';

const ROWS = 100_000;
const period = { from: '2026-01-01', to: '2026-12-31' };
const within = (day: string) => day >= period.from && day <= period.to;

describe(`the figures of ${ROWS} forms and as many conversations`, () => {
  it('equal a count by hand', async () => {
    const [cases, handoffs] = [someCases(ROWS), someHandoffs(ROWS)];
    const bot = await createTestAssistant();
    await insertRows(bot.store, cases, handoffs);
    const figures = await formFigures(forms, bot.store.read, period);
    for (const { name } of forms)
      expect(figures.find(({ id }) => id === `forms.${name}.received`)?.value).toBe(
        cases.filter(({ form, received_day }) => form === name && within(received_day)).length,
      );
    const [asked, taken] = await handoffFigures(bot.store.read, period);
    const mine = handoffs.filter(({ asked_day }) => within(asked_day));
    expect(asked?.value).toBe(mine.length);
    expect(taken?.value).toBe(mine.filter(({ taken_at }) => taken_at).length);
    await bot.close();
  });
});
