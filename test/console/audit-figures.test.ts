import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { auditFigures } from '../../src/console/desks/audit-figures.js';
import { chinaDay } from '../../src/lib/clock.js';
import { appendAudit } from '../../src/storage/audit.js';
import { createTestAssistant } from '../support/test-assistant.js';

const actions = [
  ...['staff.signed-in', 'staff.signed-in-at-terminal', 'staff.sign-in-failed', 'console.denied', 'export.denied'],
  ...['report.denied', 'export.written', 'tips.opened', 'questions.answer'],
];

describe('the figures of the audit', () => {
  it('are those of a recount, row by row, and of the query that they name', async () => {
    const bot = await createTestAssistant();
    const [from, to] = ['2026-02-01', '2026-02-28'];
    const moment = fc.date({
      min: new Date('2026-01-28T00:00:00Z'),
      max: new Date('2026-03-03T00:00:00Z'),
      noInvalidDate: true,
    });
    const rows = fc.sample(fc.record({ at: moment, action: fc.constantFrom(...actions) }), { numRuns: 400, seed: 7 });
    await bot.store.transaction(async (tx) => {
      for (const row of rows) await appendAudit(tx, { ...row, actor: 'bot', subject: '' });
    });
    const within = rows.filter(({ at }) => chinaDay(at) >= from && chinaDay(at) <= to);
    const count = (...named: string[]) => within.filter(({ action }) => named.includes(action)).length;
    const figures = await auditFigures(bot.store.read, { from, to });
    expect(Object.fromEntries(figures.map(({ id, value }) => [id, value]))).toEqual({
      'audit.rows': within.length,
      'audit.signed-in': count('staff.signed-in', 'staff.signed-in-at-terminal'),
      'audit.sign-in-failed': count('staff.sign-in-failed'),
      'audit.denied': count('console.denied', 'export.denied', 'report.denied'),
      'audit.exports': count('export.written'),
    });
    for (const { query, value } of figures) {
      const again = await sql<Record<string, number>>`${sql.raw(query)}`.execute(bot.store.read);
      expect(Object.values(again.rows[0] ?? {})).toEqual([value]);
    }
    await bot.close();
  });
});
