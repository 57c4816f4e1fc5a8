import { safeCell } from './cell.js';

export type SpreadsheetFormat = 'xlsx' | 'csv';

export const spreadsheetTypes: Readonly<Record<SpreadsheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface Written {
  readonly bytes: Buffer;
  readonly rows: number;
}

/** A table as a file. Every cell is a string; there is no formula in it. CSV begins with the mark that Excel needs. */
export async function writeSpreadsheet(
  format: SpreadsheetFormat,
  { title, columns }: { readonly title: string; readonly columns: readonly string[] },
  rows: AsyncIterable<readonly string[]>,
): Promise<Written> {
  const table: string[][] = [columns.map(safeCell)];
  for await (const row of rows) table.push(row.map(safeCell));
  const bytes = format === 'csv' ? await writeCsv(table) : await writeXlsx(title, table);
  return { bytes, rows: table.length - 1 };
}

async function writeCsv(table: readonly (readonly string[])[]): Promise<Buffer> {
  const { stringify } = await import('csv-stringify/sync');
  return Buffer.from(stringify(table as string[][], { bom: true, quoted: true, record_delimiter: '\r\n' }));
}

async function writeXlsx(title: string, [head = [], ...rows]: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const headCells = head.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  const columns = head.map((name, index) => ({
    width: widthOf([name, ...rows.slice(0, 200).map((r) => r[index] ?? '')]),
  }));
  return writeExcelFile([headCells, ...cells], { sheet: sheetName(title), columns, stickyRowsCount: 1 }).toBuffer();
}

/** Chinese characters are two wide. */
const wide = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
const widthOf = (cells: readonly string[]) => Math.min(60, Math.max(8, ...cells.map(wide)) + 2);

/** A sheet's name may not hold some signs, nor more than 31 characters. */
const sheetName = (title: string) => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
