import { cleanText } from '../clean.js';
import { attemptText, decodeText } from '../decode.js';
import type { ExtractedDocument, Format } from '../format.js';
import { joinText } from '../lines.js';
import { articleNumber } from '../structure.js';
import { createTextBuilder, type TextBuilder } from '../text-builder.js';
import { plainInline } from './markdown-inline.js';

/** Markdown with YAML front matter. A heading may carry fields: `## 备案管多久 {facts="N-RM-10" effectiveTo=2022-12-31}`. */
export const markdown: Format = {
  name: 'markdown',
  extensions: ['.md', '.markdown'],
  accepts: (bytes, path) => /\.(md|markdown)$/i.test(path) && attemptText(bytes) !== undefined,
  async read(bytes) {
    return readMarkdown(cleanText(decodeText(bytes)));
  },
};

interface Line {
  readonly text: string;
  /** In the file, from 1. */
  readonly number: number;
}

function readMarkdown(source: string): ExtractedDocument {
  const front = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/.exec(source);
  const skipped = front?.[0].split('\n').length ?? 1;
  const written = source.slice(front?.[0].length ?? 0);
  const asks = asksByLine(written, skipped);
  const body = written.replace(/<!--[\s\S]*?-->/g, (note) => note.replace(/[^\n]/g, ''));
  const lines = body.split('\n').map((text, i) => ({ text, number: i + skipped }));
  const builder = createTextBuilder();
  for (const group of groupsOf(lines)) writeGroup(group, builder, asks);
  return { ...builder.finish(), ...(front && { frontMatter: { source: front[1] ?? '', line: 2 } }) };
}

/** By the line in the file that the comment begins on, from 1. */
type Asks = ReadonlyMap<number, readonly string[]>;

/** `<!-- asks: a | b -->`: how people ask for the section whose heading stands above. Searched, never quoted. */
function asksByLine(body: string, skipped: number): Asks {
  const found = [...body.matchAll(/<!--\s*asks:([\s\S]*?)-->/g)].map(({ index, 1: said = '' }) => {
    const line = body.slice(0, index).split('\n').length - 1 + skipped;
    const asks = said.split('|').map((ask) => ask.replace(/\s+/g, ' ').trim());
    return [line, asks.filter((ask) => ask !== '')] as const;
  });
  return new Map(found);
}

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
/** A longer line is no heading, whatever it begins with. */
const LONGEST_HEADING = 500;
/** A paragraph of more lines is none, and is cut. */
const MOST_LINES = 300;
const LIST_ITEM = /^\s*(?:[-*+]\s+|(\d{1,3}[.)])\s+)(?=\S)/;
const TABLE_RULE = /^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$/;
const THEMATIC_BREAK = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;

/** Lines that belong together: one heading, one list item, one table, one paragraph. */
function groupsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  let open = false;
  for (const line of lines) {
    if (/^\s*(?:```|~~~)/.test(line.text) || line.text.trim() === '' || THEMATIC_BREAK.test(line.text)) {
      open = false;
      continue;
    }
    const last = groups.at(-1);
    const previous = last?.at(-1)?.text ?? '';
    const fresh = headingOf(line.text) !== null || LIST_ITEM.test(line.text) || isRow(line.text) !== isRow(previous);
    const full = (last?.length ?? 0) >= MOST_LINES && !isRow(line.text);
    if (open && last && !fresh && !full && headingOf(previous) === null) last.push(line);
    else groups.push([line]);
    open = true;
  }
  return groups;
}

function writeGroup(group: readonly Line[], builder: TextBuilder, asks: Asks): void {
  const [first] = group;
  if (first === undefined) return;
  const heading = headingOf(first.text);
  if (heading) writeHeading(heading[1]?.length ?? 1, heading[2] ?? '', first.number, builder, asks);
  else if (isRow(first.text) && TABLE_RULE.test(group[1]?.text ?? '')) writeTable(group, builder);
  else writeParagraph(group, builder);
}

function writeParagraph(group: readonly Line[], builder: TextBuilder): void {
  const paragraph = joinLines(group.map(({ text }) => text));
  const article = articleNumber(paragraph);
  const opens = article !== undefined && /^[\s\u3000]/.test(paragraph.slice(article.length));
  builder.paragraph(paragraph, opens ? { level: 6, title: article, article } : undefined);
}

function writeHeading(level: number, content: string, line: number, builder: TextBuilder, asks: Asks): void {
  const braces = /\s*\{([^{}]*)\}\s*$/.exec(content);
  const title = plainInline(braces ? content.slice(0, braces.index) : content);
  const article = articleNumber(title);
  const asked = asks.get(line + 1);
  builder.heading(level, title, {
    ...(article !== undefined && { article }),
    ...(braces && { attributes: { source: braces[1] ?? '', line } }),
    ...(asked && { asks: asked }),
  });
}

function writeTable(group: readonly Line[], builder: TextBuilder): void {
  const [titles = [], , ...rows] = group.map(({ text }) => cellsOf(text));
  builder.table({ columns: titles, rows: rows.map((row) => titles.map((_, i) => row[i] ?? '')) });
}

function cellsOf(line: string): readonly string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plainInline(cell.replace(/\\\|/g, '|').trim()));
}

function headingOf(line: string): RegExpExecArray | null {
  return line.length <= LONGEST_HEADING ? HEADING.exec(line) : null;
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

/** A paragraph's lines as one; two spaces or a backslash at the end keep the break. List marks go, numbers stay. */
function joinLines(lines: readonly string[]): string {
  let joined = '';
  for (const [i, line] of lines.entries()) {
    const content = line
      .replace(/^\s*(?:>\s?)+/, '')
      .replace(LIST_ITEM, (_, number?: string) => (number ? `${number} ` : ''));
    const part = plainInline(content.trim().replace(/\\$/, ''));
    const broken = /(?: {2}|\\)$/.test(lines[i - 1] ?? '');
    joined = i === 0 ? part : broken ? `${joined}\n${part}` : joinText(joined, part);
  }
  return joined;
}
