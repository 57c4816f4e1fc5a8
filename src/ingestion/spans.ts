import type { GridHints } from './grid.js';

/** A cell of a table as its source places it, spans from 1. */
export interface PlacedCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  /** Marked as a title by the source. */
  readonly isTitle?: boolean;
}

export interface SpreadGrid extends GridHints {
  readonly grid: readonly (readonly string[])[];
}

/** Beyond this a span or a stray cell is a fault of the file, not a table. */
const MOST_COLUMNS = 200;
const MOST_ROWS = 100_000;

/**
 * The cells as a grid in which every row stands alone: a merged cell's text is in each place it covers, but a cell over
 * the whole width is in the first only (it is a caption). Tells the rows of titles where marks or merged cells show them.
 */
export function spreadCells(cells: readonly PlacedCell[]): SpreadGrid {
  const kept = cells.filter(({ row, column }) => row < MOST_ROWS && column < MOST_COLUMNS);
  const width = kept.reduce(
    (widest, cell) => Math.max(widest, Math.min(cell.column + cell.columnSpan, MOST_COLUMNS)),
    0,
  );
  const height = kept.reduce((last, cell) => Math.max(last, cell.row + 1), 0);
  const grid = Array.from({ length: height }, () => new Array<string>(width).fill(''));
  for (const cell of kept) {
    const columns = cell.columnSpan >= width ? 1 : cell.columnSpan;
    for (let row = cell.row; row < Math.min(cell.row + cell.rowSpan, height); row += 1) {
      for (let column = cell.column; column < Math.min(cell.column + columns, width); column += 1) {
        const place = grid[row];
        if (place) place[column] = cell.text;
      }
    }
  }
  const headerRows = titleRows(kept);
  return { grid, ...(headerRows !== undefined && { headerRows }) };
}

/** Rows of titles below a caption: those the source marks, else as many as the first row's merged cells reach over. */
function titleRows(cells: readonly PlacedCell[]): number | undefined {
  const rows = new Map<number, PlacedCell[]>();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  const below = [...rows.values()].filter((row) => row.filter(({ text }) => text !== '').length > 1);
  const marked = below.findIndex((row) => !row.every((cell) => cell.isTitle === true));
  if (marked > 0) return marked;
  const first = below[0] ?? [];
  if (!first.some((cell) => cell.columnSpan > 1)) return undefined;
  return Math.min(Math.max(2, ...first.map((cell) => cell.rowSpan)), 3);
}
