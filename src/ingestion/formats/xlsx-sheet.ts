import { cleanLine } from '../clean.js';
import type { PlacedCell } from '../spans.js';
import { readXml } from '../xml.js';
import { showNumber } from './xlsx-values.js';
import type { Workbook } from './xlsx-workbook.js';

interface Merge {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

interface FoundCell {
  /** From 0, as the sheet counts them. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** A sheet's filled cells as they are shown, with the reach of merged ones. Rows without cells are closed up. */
export function sheetCells(xml: string, workbook: Workbook): readonly PlacedCell[] {
  const { found, merges } = shownCells(xml, workbook);
  return placeCells(found, merges);
}

/** A sheet's filled cells as they are shown, where they stand, and what is merged. */
export function shownCells(
  xml: string,
  workbook: Workbook,
): { readonly found: readonly FoundCell[]; readonly merges: readonly Merge[] } {
  const found: FoundCell[] = [];
  const merges: Merge[] = [];
  let place = { row: -1, column: -1 };
  let cell = { type: 'n', style: 0, value: '' };
  let inValue = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'row') place = { row: Number(attributes.get('r') ?? place.row + 2) - 1, column: -1 };
      if (name === 'c') {
        place = parseReference(attributes.get('r')) ?? { ...place, column: place.column + 1 };
        cell = { type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? 0), value: '' };
      }
      if (name === 'v' || name === 't') inValue = true;
      if (name === 'mergeCell') merges.push(...parseMerge(attributes.get('ref') ?? ''));
    },
    text(text) {
      if (inValue) cell.value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      if (name !== 'c') return;
      const text = cleanLine(showCell(cell, workbook));
      if (text !== '') found.push({ ...place, text });
    },
  });
  return { found, merges };
}

function placeCells(found: readonly FoundCell[], merges: readonly Merge[]): readonly PlacedCell[] {
  const used = [...new Set(found.map(({ row }) => row))].sort((a, b) => a - b);
  const order = new Map(used.map((row, i) => [row, i]));
  const byCorner = new Map(merges.map((merge) => [`${merge.row},${merge.column}`, merge]));
  return found.map(({ row, column, text }) => {
    const merge = byCorner.get(`${row},${column}`);
    const first = order.get(row) ?? 0;
    const last = merge ? used.findLastIndex((each) => each < merge.row + merge.rowSpan) : first;
    return { row: first, column, text, rowSpan: last - first + 1, columnSpan: merge?.columnSpan ?? 1 };
  });
}

function showCell(cell: { type: string; style: number; value: string }, workbook: Workbook): string {
  const { type, value } = cell;
  if (type === 's') return unescapeCodes(workbook.strings[Number(value)] ?? '');
  if (type === 'b') return value === '1' ? '是' : '否';
  if (type === 'e') return '';
  const isNumber = type === 'n' && value.trim() !== '' && Number.isFinite(Number(value));
  if (!isNumber) return unescapeCodes(value);
  return showNumber(Number(value), workbook.styles[cell.style] ?? { kind: 'general' }, workbook.from1904);
}

/** Spreadsheets write control characters as _x000D_. */
function unescapeCodes(text: string): string {
  return text.replace(/_x([\da-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function parseReference(reference: string | undefined): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '') ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits) - 1, column: column - 1 };
}

function parseMerge(reference: string): readonly Merge[] {
  const [from, to] = reference.split(':').map(parseReference);
  if (!from || !to) return [];
  return [{ ...from, rowSpan: to.row - from.row + 1, columnSpan: to.column - from.column + 1 }];
}
