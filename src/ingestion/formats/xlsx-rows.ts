import { unpack } from '../zip.js';
import { shownCells } from './xlsx-sheet.js';
import { openWorkbook } from './xlsx-workbook.js';

/** A row of a sheet as it is shown. */
export interface SheetRow {
  /** As the sheet numbers it, from 1. */
  readonly number: number;
  /** By column, from 0; '' where a cell is empty. */
  readonly cells: readonly string[];
}

/** The rows of every visible sheet that hold something, for who reads a form rather than a text. */
export async function readSheetRows(bytes: Uint8Array): Promise<readonly (readonly SheetRow[])[]> {
  const workbook = openWorkbook(await unpack(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name)));
  return workbook.sheets.map(({ xml }) => {
    const rows = new Map<number, string[]>();
    for (const { row, column, text } of shownCells(xml, workbook).found) {
      const cells = rows.get(row) ?? [];
      rows.set(row, cells);
      cells[column] = text;
    }
    return [...rows]
      .sort(([one], [other]) => one - other)
      .map(([row, cells]) => ({ number: row + 1, cells: Array.from(cells, (text) => text ?? '') }));
  });
}
