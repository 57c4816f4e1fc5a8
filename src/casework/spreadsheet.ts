import { setImmediate } from 'node:timers/promises';
import { safeCell } from './cell.js';
import { openWorkbook } from './workbook.js';

export type SpreadsheetFormat = 'xlsx' | 'csv';

export const spreadsheetTypes: Readonly<Record<SpreadsheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface Written {
  readonly bytes: Buffer;
  readonly rows: number;
}

type Row = readonly string[];
/** A file in the making: rows as they come, then the whole of it. */
interface Writing {
  add(rows: readonly Row[]): void | Promise<void>;
  end(): Buffer;
}

const PIECE = 1_000;

/**
 * A table as a file. Every cell is a string; there is no formula in it. CSV begins with the mark that Excel needs.
 * Between pieces others get their turn: the bot answers while a large table is written.
 * @param onRows told how many rows are written, now and then
 */
export async function writeSpreadsheet(
  format: SpreadsheetFormat,
  { title, columns }: { readonly title: string; readonly columns: readonly string[] },
  rows: AsyncIterable<Row>,
  onRows: (written: number) => void = () => {},
): Promise<Written> {
  const head = columns.map(safeCell);
  let writing: Writing | undefined;
  let piece: Row[] = [];
  let written = 0;
  const flush = async () => {
    writing ??= format === 'csv' ? await openCsv(head) : openXlsx(title, head, piece);
    await writing.add(piece);
    written += piece.length;
    piece = [];
    onRows(written);
    await setImmediate();
    return writing;
  };
  for await (const row of rows) {
    piece.push(row.map(safeCell));
    if (piece.length === PIECE) await flush();
  }
  const bytes = (await flush()).end();
  return { bytes, rows: written };
}

async function openCsv(head: Row): Promise<Writing> {
  const { stringify } = await import('csv-stringify/sync');
  const lines = (rows: readonly Row[], bom: boolean) =>
    Buffer.from(stringify(rows as string[][], { bom, quoted: true, record_delimiter: '\r\n' }));
  const packed = [lines([head], true)];
  return {
    add: (rows) => void packed.push(lines(rows, false)),
    end: () => Buffer.concat(packed),
  };
}

/** The first rows tell how wide the columns are. */
function openXlsx(title: string, head: Row, first: readonly Row[]): Writing {
  const widths = head.map((name, at) => widthOf([name, ...first.slice(0, 200).map((row) => row[at] ?? '')]));
  return openWorkbook(sheetName(title), head, widths);
}

/** Chinese characters are two wide. */
const wide = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
const widthOf = (cells: readonly string[]) => Math.min(60, Math.max(8, ...cells.map(wide)) + 2);

/** A sheet's name may not hold some signs, nor more than 31 characters. */
const sheetName = (title: string) => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
