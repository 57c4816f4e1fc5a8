import type { CheerioAPI } from 'cheerio';
import { cleanLine } from '../clean.js';
import { tablesOfGrid } from '../grid.js';
import { joinBrokenLines } from '../lines.js';
import { writeProse } from '../outline.js';
import { type PlacedCell, spreadCells } from '../spans.js';
import type { TextBuilder } from '../text-builder.js';
import { attachedTitles } from '../title.js';
import type { Selection, TreeNode } from './html-tree.js';

type Item =
  | { readonly kind: 'heading'; readonly level: number; readonly line: string }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'table'; readonly cells: readonly PlacedCell[] };

const BLOCK =
  /^(?:address|article|blockquote|body|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|li|main|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/;

/** Writes a tree of HTML: its headings, its paragraphs (numbering counts as in plain text), its tables. */
export function writeHtml(
  $: CheerioAPI,
  root: Selection,
  builder: TextBuilder,
  options: { readonly titles: ReadonlySet<string>; readonly leaveOut?: (line: string) => boolean },
): void {
  const items = itemsOf($, root).filter((item) => item.kind !== 'line' || !options.leaveOut?.(item.line));
  const attached = attachedTitles(items.flatMap((item) => (item.kind === 'table' ? [] : item.line)));
  const titles = new Set(options.titles);
  let prose: string[] = [];
  const flush = (followed: boolean) => {
    writeProse(joinBrokenLines(prose), { titles, attached, followed }, builder);
    prose = [];
  };
  for (const item of items) {
    if (item.kind === 'line') {
      prose.push(item.line);
      continue;
    }
    flush(item.kind === 'table');
    if (item.kind === 'heading') builder.heading(titles.delete(item.line) ? 1 : item.level, item.line);
    else writeTable(item.cells, builder);
  }
  flush(false);
}

function writeTable(cells: readonly PlacedCell[], builder: TextBuilder): void {
  const { grid, ...hints } = spreadCells(cells);
  for (const table of tablesOfGrid(grid, hints)) {
    if (table.caption !== undefined) builder.paragraph(table.caption);
    builder.table(table);
  }
}

function itemsOf($: CheerioAPI, root: Selection): readonly Item[] {
  const items: Item[] = [];
  let line = '';
  const flush = (heading?: number) => {
    const text = cleanLine(line);
    line = '';
    if (text !== '')
      items.push(heading ? { kind: 'heading', level: heading, line: text } : { kind: 'line', line: text });
  };
  const visit = (node: TreeNode): void => {
    if (node.type === 'text') line += joinSource(node.data);
    if (node.type !== 'tag') return;
    const name = node.name.toLowerCase();
    if (name === 'br') flush();
    else if (name === 'table' && isDataTable($(node))) {
      flush();
      items.push({ kind: 'table', cells: cellsOf($, $(node)) });
    } else {
      const isBlock = BLOCK.test(name);
      if (isBlock) flush();
      for (const child of node.children) visit(child);
      if (isBlock) flush(/^h[1-6]$/.test(name) ? Number(name[1]) : undefined);
    }
  };
  for (const node of root.toArray()) visit(node);
  flush();
  return items;
}

/** Line ends in the source are not spaces between Chinese characters. */
function joinSource(text: string): string {
  return text.replace(/(?<=[^\x20-\x7e\s])[ \t]*\r?\n\s*(?=[^\x20-\x7e\s])/g, '').replace(/[ \t]*\r?\n[ \t]*/g, ' ');
}

/** Tables hold data unless they hold tables, or one column: then they only lay out the page. */
function isDataTable(table: Selection): boolean {
  const rows = table.find('tr').toArray().length;
  return table.find('table').length === 0 && rows > 0 && table.find('td, th').length > rows;
}

function cellsOf($: CheerioAPI, table: Selection): readonly PlacedCell[] {
  const cells: PlacedCell[] = [];
  const taken = new Set<string>();
  table.find('tr').each((row, tr) => {
    let column = 0;
    $(tr)
      .children('td, th')
      .each((_, element) => {
        while (taken.has(`${row},${column}`)) column += 1;
        const cell = $(element);
        const [rowSpan, columnSpan] = [span(cell.attr('rowspan'), 1000), span(cell.attr('colspan'), 100)];
        for (let r = row; r < row + rowSpan; r += 1) {
          for (let c = column; c < column + columnSpan; c += 1) taken.add(`${r},${c}`);
        }
        const isTitle = cell.is('th') || cell.closest('thead').length > 0;
        const text = cleanLine(
          itemsOf($, cell.contents())
            .flatMap((item) => (item.kind === 'table' ? [] : item.line))
            .join(' '),
        );
        cells.push({ row, column, rowSpan, columnSpan, text, isTitle });
        column += columnSpan;
      });
  });
  return cells;
}

function span(value: string | undefined, most: number): number {
  const count = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(count) ? Math.min(Math.max(count, 1), most) : 1;
}
