import type { TableContent } from './text-builder.js';

/** A table read from a grid of cells, with the single line that stood over it in the grid, if any. */
export interface GridTable extends TableContent {
  readonly caption?: string;
}

export interface GridHints {
  /** Rows that the source marks as titles (thead, th, merged cells). Guessed when absent: one, if it holds no figure. */
  readonly headerRows?: number;
  /** The lines the rows are shown as; made of the cells when absent. */
  readonly lines?: readonly string[];
}

const FIGURE = /^[-+]?[\d,，.]+\s*(?:%|％|元|万元|人|次|件|天|日|年)?$/;

/**
 * Tables of a grid whose merged cells are spread already. A row with a single filled cell is a caption and begins a
 * new table; the row below it holds the column titles unless there are figures in it.
 */
export function tablesOfGrid(grid: readonly (readonly string[])[], hints: GridHints = {}): readonly GridTable[] {
  const rows = grid.map((cells, i) => ({ cells: trimRight(cells), line: hints.lines?.[i] }));
  const filled = rows.filter(({ cells }) => cells.length > 0);
  const parts: (typeof filled)[] = [[]];
  for (const row of filled) {
    const leading = parts.every((part) => part.every(({ cells }) => isLone(cells)));
    if ((leading && isLone(row.cells)) || isCaption(row.cells)) parts.push([]);
    parts.at(-1)?.push(row);
  }
  const tables: GridTable[] = [];
  for (const part of parts) {
    const table = toTable(part, hints.headerRows, tables.at(-1)?.columns);
    if (table) tables.push(table);
  }
  return tables;
}

interface GridRow {
  readonly cells: readonly string[];
  readonly line: string | undefined;
}

function toTable(
  part: readonly GridRow[],
  headerRows: number | undefined,
  above: readonly string[] | undefined,
): GridTable | undefined {
  const [first] = part;
  if (first === undefined) return undefined;
  const captioned = isLone(first.cells);
  const body = captioned ? part.slice(1) : part;
  const caption = captioned ? { caption: first.line?.trim() ?? first.cells.find((cell) => cell !== '') ?? '' } : {};
  const repeated = above === undefined || repeatsTitles(body[0]?.cells ?? [], above);
  const header = repeated ? Math.min(headerRows ?? guessHeaderRows(body), Math.max(body.length - 1, 0)) : 0;
  const titles = body.slice(0, header);
  const rest = body.slice(header);
  const lines = body.every(({ line }) => line !== undefined)
    ? { lines: { titles: titles.map(({ line }) => line ?? ''), rows: rest.map(({ line }) => line ?? '') } }
    : {};
  const columns = repeated ? joinTitles(titles.map(({ cells }) => cells)) : (above ?? []);
  return { ...caption, columns, rows: rest.map(({ cells }) => cells), ...lines };
}

/** Below a line that only groups rows (门诊待遇) the titles above still hold, unless titles are given anew. */
function repeatsTitles(cells: readonly string[], above: readonly string[]): boolean {
  return above.every((title) => title === '') || cells.some((cell) => cell !== '' && above.includes(cell));
}

/** One title a column out of one or more rows of titles: 职工 over 门诊 is 职工·门诊; a repeated word is said once. */
export function joinTitles(titles: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...titles.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const parts = titles.map((row) => row[column] ?? '').filter((part) => part !== '');
    return parts.filter((part, i) => parts.indexOf(part) === i).join('·');
  });
}

/** A row as a sentence: 项目：门诊；报销比例：60%. Cells without a title stand alone; empty ones are left out. */
export function readableRow(columns: readonly string[], cells: readonly string[]): string {
  return cells
    .map((cell, i) => {
      const title = columns[i] ?? '';
      return cell === '' || title === '' || title === cell ? cell : `${title}：${cell}`;
    })
    .filter((part, i, parts) => part !== '' && parts.indexOf(part) === i)
    .join('；');
}

function guessHeaderRows(body: readonly GridRow[]): number {
  const first = body[0]?.cells ?? [];
  return first.filter((cell) => cell !== '').length >= 2 && !first.some((cell) => FIGURE.test(cell)) ? 1 : 0;
}

/** A line within a table that is not a row of it, such as the name of a group of rows. */
function isCaption(cells: readonly string[]): boolean {
  return isLone(cells) && cells[0] !== '';
}

function isLone(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length === 1 && !FIGURE.test(filled[0] ?? '');
}

function trimRight(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}
