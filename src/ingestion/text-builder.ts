import type { Block, ExtractedDocument, HeadingBlock, Opening, TableRow } from './format.js';

export interface TableContent {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The lines that titles and rows are shown as; made from the cells where a format has none of its own. */
  readonly lines?: { readonly titles: readonly string[]; readonly rows: readonly string[] };
}

type HeadingExtras = Pick<HeadingBlock, 'article' | 'attributes' | 'asks'>;

/** Writes a document's text and notes where each block stands in it. Empty blocks are left out. */
export interface TextBuilder {
  heading(level: number, title: string, extras?: HeadingExtras): void;
  paragraph(text: string, opens?: Opening): void;
  table(content: TableContent): void;
  finish(): Pick<ExtractedDocument, 'text' | 'blocks'>;
}

export function createTextBuilder(): TextBuilder {
  let text = '';
  const blocks: Block[] = [];
  const write = (line: string) => {
    if (text !== '') text += '\n';
    const start = text.length;
    text += line;
    return { start, end: text.length };
  };
  return {
    heading(level, title, extras = {}) {
      if (title.trim() !== '') blocks.push({ kind: 'heading', level, title, ...extras, ...write(title) });
    },
    paragraph(line, opens) {
      if (line.trim() !== '') blocks.push({ kind: 'paragraph', ...write(line), ...(opens && { opens }) });
    },
    table({ columns, rows, lines }) {
      if (rows.length === 0) return;
      const titles = lines?.titles ?? (columns.some((title) => title !== '') ? [showRow(columns)] : []);
      const first = titles.filter((line) => line.trim() !== '').map(write)[0];
      const written: TableRow[] = rows.map((cells, i) => ({ cells, ...write(lines?.rows[i] ?? showRow(cells)) }));
      const start = first?.start ?? written[0]?.start ?? text.length;
      blocks.push({ kind: 'table', columns, rows: written, start, end: text.length });
    },
    finish: () => ({ text, blocks }),
  };
}

function showRow(cells: readonly string[]): string {
  return cells.every((cell) => cell === '') ? '' : cells.join(' | ');
}
