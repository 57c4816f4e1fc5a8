import { describe, expect, it, vi } from 'vitest';
import { writeSpreadsheet } from '../../src/casework/spreadsheet.js';
import { createDesks } from '../../src/services/desks.js';
import { reportDocument } from '../../src/services/report/document.js';
import { gatherReport } from '../../src/services/report/gather.js';
import { injections } from '../support/injections.js';
import { createTestAssistant } from '../support/test-assistant.js';
import { openInOffice } from './office.js';

vi.setConfig({ testTimeout: 180_000 });

async function* each(rows: readonly (readonly string[])[]) {
  for (const row of rows) yield row;
}
const table = { title: '举报线索', columns: ['编号', '内容'] };
const rows = injections.map((text, at) => [`第${at}行`, text]);

describe('what an office program makes of a formula', () => {
  it('is a formula, where nothing was done against it', () => {
    expect(openInOffice('raw.csv', Buffer.from('编号,内容\n1,=1+1\n')).formulas).toEqual(['of:=1+1']);
  });
});

describe('what an office program makes of exported tables', () => {
  it.each(['xlsx', 'csv'] as const)('is text in every cell of %s, whatever people typed', async (format) => {
    const { bytes } = await writeSpreadsheet(format, table, each(rows));
    const opened = openInOffice(`opened.${format}`, bytes);
    expect(opened.formulas).toEqual([]);
    if (format === 'xlsx') expect([...opened.kinds]).toEqual(['string']);
    expect(opened.text).toContain('HYPERLINK');
    // Nothing was worked out: 1+1 stays what it is.
    expect(opened.text).not.toMatch(/^2$/m);
  });
});

describe('what an office program makes of the yearly report', () => {
  it('is a document with its chapters and figures', async () => {
    const bot = await createTestAssistant();
    await bot.say('职工门诊报多少');
    const desks = createDesks({ localKey: bot.localKey });
    const now = new Date('2027-01-10T02:00:00Z');
    const report = await gatherReport({ desks, read: bot.store.read, bureau: '样例市医保局', year: 2026, now });
    const opened = openInOffice('report.docx', await reportDocument(report));
    await bot.close();
    expect(opened.text).toContain('样例市医保局2026年');
    expect(opened.text).toContain('举报线索');
    expect(opened.xml).toContain('<table:table');
  });
});
