import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { safeCell } from '../../src/casework/cell.js';
import { writeSpreadsheet } from '../../src/casework/spreadsheet.js';
import { xlsx } from '../../src/ingestion/formats/xlsx.js';
import { injections } from '../support/injections.js';

async function* each(rows: readonly (readonly string[])[]) {
  for (const row of rows) yield row;
}
const table = { title: '举报线索', columns: ['编号', '内容'] };
const written = (format: 'xlsx' | 'csv', rows: readonly (readonly string[])[]) =>
  writeSpreadsheet(format, table, each(rows));
const rows = injections.map((text, at) => [`${at}`, text]);

const partsOf = (bytes: Buffer) =>
  Object.entries(unzipSync(bytes)).map(([name, part]) => ({ name, text: strFromU8(part) }));
const sheetOf = (bytes: Buffer) => partsOf(bytes).find(({ name }) => name.includes('sheet1'))?.text ?? '';

/** Fields of a CSV as RFC 4180 says. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const match of text.replace(/^\ufeff/, '').matchAll(/"((?:[^"]|"")*)"(,|\r\n|$)/g)) {
    lines.at(-1)?.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === '\r\n') lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

/** As every spreadsheet makes of it: spaces and what does not show aside, compatible forms made plain. */
const looksLikeFormula = (text: string) => /^[=+\-@|%\u2212]/.test(text.normalize('NFKC').trimStart());

describe('what people typed, in a table that is exported', () => {
  it('counts more than two hundred ways to be taken for a formula', () => {
    expect(injections.length).toBeGreaterThan(200);
  });

  it('is a string in every cell of a workbook: no formula, no number, no shared or outside part', async () => {
    const { bytes } = await written('xlsx', rows);
    const parts = partsOf(bytes);
    expect(
      parts.map(({ name }) => name).filter((name) => /external|connection|calc|query|macro|vba/i.test(name)),
    ).toEqual([]);
    const sheet = sheetOf(bytes);
    expect(sheet).not.toMatch(/<f[ >/]/);
    const cells = sheet.match(/<c /g)?.length ?? 0;
    expect(sheet.match(/ t="inlineStr"><is><t xml:space="preserve">[^<]*<\/t><\/is><\/c>/g)).toHaveLength(cells);
    for (const [, text = ''] of sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)) {
      const plain = text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      expect(looksLikeFormula(plain)).toBe(false);
      expect(plain).not.toMatch(/^[\s'"]*_x(?!005F)[\da-f]{4}_/i);
    }
  });

  it('is quoted in every field of a CSV, and no field begins like a formula', async () => {
    const { bytes } = await written('csv', rows);
    const lines = readCsv(bytes.toString('utf8'));
    expect(lines).toHaveLength(rows.length + 1);
    for (const line of lines) {
      expect(line).toHaveLength(2);
      expect(line.filter(looksLikeFormula)).toEqual([]);
    }
  });

  it('is left as it is where it is no formula, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const cell = safeCell(`字${text}`);
        expect(cell.startsWith('字')).toBe(true);
        expect(looksLikeFormula(safeCell(text))).toBe(false);
      }),
    );
  });

  it('reads the same from either format, more rows than a piece holds', async () => {
    const many = Array.from({ length: 2_345 }, (_, at) => [`JB${at}`, `第${at}条：“甲”&<乙>\n第二行`]);
    const csv = readCsv((await written('csv', many)).bytes.toString('utf8'));
    expect(csv).toEqual([table.columns, ...many]);
    const { text } = await xlsx.read((await written('xlsx', many.slice(0, 1_200))).bytes, 'x.xlsx');
    expect(text).toContain('JB1199');
    expect(text).toContain('“甲”&<乙>');
  });
});
