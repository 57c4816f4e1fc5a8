import type { Chunk, SourceDocument } from '../domain/passage.js';
import type { Block, Span, TableBlock } from './format.js';
import { readableRow } from './grid.js';
import { sectionProvenance } from './provenance.js';
import { type BodyBlock, type Section, sectionsOf } from './sections.js';
import { LIMIT, splitParagraph, TARGET } from './split.js';

/** A stretch to become a chunk, and the table rows in it. */
interface Piece extends Span {
  readonly rows: readonly string[];
}

interface Passage {
  readonly section: Section;
  readonly piece: Piece;
}

/**
 * Cuts a document into the stretches that are found and cited: a section or an article as one where it fits, tables
 * whole, else at paragraphs, 一是, sentences. Every chunk's text is an exact substring of the document's; all but
 * headings is in one. 100 to 400 characters are aimed at, 800 never passed but by a single table row.
 *
 * Throws `ingestion.front-matter` when a heading's braces cannot be read.
 */
export function chunkDocument(document: SourceDocument, blocks: readonly Block[]): readonly Chunk[] {
  const { text, contentHash: _, ...provenance } = document;
  const sections = sectionsOf(blocks, document.title, document.path);
  const passages = mergeSmall(
    sections.flatMap((section) => piecesOf(text, section).map((piece) => ({ section, piece }))),
  );
  return passages.map(({ section, piece }, i) => ({
    ...provenance,
    ...sectionProvenance(provenance, section.fields),
    id: `${document.path}#${i + 1}`,
    path: document.path,
    headings: [document.title, ...section.path],
    text: text.slice(piece.start, piece.end),
    ...(piece.rows.length > 0 && { rows: piece.rows }),
    facts: section.fields.facts ?? [],
    ...(section.fields.asks && { asks: section.fields.asks }),
  }));
}

function piecesOf(text: string, section: Section): readonly Piece[] {
  const pieces = section.blocks.map((block) => toPiece(block));
  const whole = join(pieces);
  const fits = section.marked || section.fields.article !== undefined ? LIMIT : TARGET;
  if (whole.end - whole.start <= fits) return [whole];
  const parts = section.blocks.flatMap((block) => splitBlock(text, block));
  return keepTogether(text, parts);
}

function splitBlock(text: string, block: BodyBlock): readonly Piece[] {
  if (block.kind === 'paragraph') return splitParagraph(text, block).map((span) => ({ ...span, rows: [] }));
  return block.end - block.start <= LIMIT ? [toPiece(block)] : splitTable(block);
}

/** A big table by groups of rows; the titles' line goes with the first. */
function splitTable(table: TableBlock): readonly Piece[] {
  const groups: Piece[] = [];
  for (const row of table.rows) {
    const readable = readableRow(table.columns, row.cells);
    const last = groups.at(-1);
    if (last && row.end - last.start <= LIMIT) {
      groups[groups.length - 1] = { start: last.start, end: row.end, rows: [...last.rows, readable] };
    } else {
      groups.push({ start: last ? row.start : table.start, end: row.end, rows: [readable] });
    }
  }
  return groups;
}

/** Neighbouring parts of a section within the target; a line that leads to something (如下：) stays with what follows. */
function keepTogether(text: string, parts: readonly Piece[]): readonly Piece[] {
  const kept: Piece[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    const size = last === undefined ? Number.POSITIVE_INFINITY : part.end - last.start;
    const leads = last !== undefined && last.end - last.start <= 80 && /[：:]$/.test(text.slice(last.start, last.end));
    const tiny = part.end - part.start < 40 || (last !== undefined && last.end - last.start < 40);
    if (last && (size <= TARGET || (size <= LIMIT && (leads || tiny)))) kept[kept.length - 1] = join([last, part]);
    else kept.push(part);
  }
  return kept;
}

/** Short sections under the same heading (1. 2. 3.) go together; articles and sections with braces stand alone. */
function mergeSmall(passages: readonly Passage[]): readonly Passage[] {
  const merged: Passage[] = [];
  for (const next of passages) {
    const last = merged.at(-1);
    if (last && canMerge(last, next)) merged[merged.length - 1] = merge(last, next);
    else merged.push(next);
  }
  return merged;
}

function canMerge(a: Passage, b: Passage): boolean {
  if (![a, b].every(isWholeAndPlain) || b.section.level <= 2) return false;
  const path = commonPath(a.section.path, b.section.path);
  const deep = path.length >= Math.max(a.section.path.length, b.section.path.length) - 1;
  return deep && path.length > 0 && b.piece.end - a.piece.start <= TARGET * 0.75;
}

function isWholeAndPlain({ section, piece }: Passage): boolean {
  if (section.marked || section.fields.article !== undefined) return false;
  return piece.start <= (section.blocks[0]?.start ?? 0) && piece.end === section.blocks.at(-1)?.end;
}

function merge(a: Passage, b: Passage): Passage {
  const path = commonPath(a.section.path, b.section.path);
  const start = path.length < a.section.path.length ? Math.min(a.section.start, a.piece.start) : a.piece.start;
  const piece = join([{ ...a.piece, start }, b.piece]);
  return { section: { ...a.section, path, start, blocks: [...a.section.blocks, ...b.section.blocks] }, piece };
}

function commonPath(a: readonly string[], b: readonly string[]): readonly string[] {
  const length = a.findIndex((title, i) => title !== b[i]);
  return length === -1 ? a : a.slice(0, length);
}

function toPiece(block: BodyBlock): Piece {
  const rows = block.kind === 'table' ? block.rows.map((row) => readableRow(block.columns, row.cells)) : [];
  return { start: block.start, end: block.end, rows };
}

function join(pieces: readonly Piece[]): Piece {
  return {
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
    rows: pieces.flatMap(({ rows }) => rows),
  };
}
