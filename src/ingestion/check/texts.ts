import type { Chunk, SourceDocument } from '../../domain/passage.js';
import type { Finding } from './finding.js';

/** What is checked: the texts as read, with the files' own lines to point at. */
export interface Texts {
  readonly documents: readonly SourceDocument[];
  /** With their succession. */
  readonly chunks: readonly Chunk[];
  /** Markdown and YAML files as they are on the disk, by path. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Looks for what should be looked at. A file in this folder and a line in its index make a new one. */
export type Check = (texts: Texts) => readonly Finding[];

const plain = (text: string) => text.replace(/[\s*`_]/g, '');
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*(?:\{[^{}]*\})?\s*#*\s*$/;

export interface HeadingLine {
  readonly level: number;
  readonly title: string;
  /** From 1. */
  readonly line: number;
}

/** The headings of a Markdown file with their lines; comments and fenced code aside. */
export function headingLines(source: string): readonly HeadingLine[] {
  const bare = source
    .replace(/<!--[\s\S]*?-->/g, (note) => note.replace(/[^\n]/g, ''))
    .replace(/^(?:```|~~~)[\s\S]*?^(?:```|~~~)/gm, (code) => code.replace(/[^\n]/g, ''));
  return bare.split('\n').flatMap((text, at) => {
    const match = HEADING.exec(text);
    return match ? [{ level: match[1]?.length ?? 1, title: match[2] ?? '', line: at + 1 }] : [];
  });
}

/** The line (from 1) on which some words stand first; 1 where they stand on none. */
export function lineOf(text: string, words: string): number {
  const at = text.indexOf(words);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

/** Where a chunk's heading stands, or its text where the file has no lines of headings. */
export function lineOfChunk({ sources, documents }: Texts, { path, headings, text }: Chunk): number {
  const source = sources.get(path);
  const title = headings.at(-1);
  if (source === undefined) {
    const document = documents.find((each) => each.path === path);
    return document ? lineOf(document.text, text) : 1;
  }
  const found =
    title === undefined ? undefined : headingLines(source).find((each) => plain(each.title) === plain(title));
  return found?.line ?? lineOf(source, text.slice(0, 20));
}

/** One chunk for each section of a document: a long section is several chunks of the same provenance. */
export function sectionsOf(chunks: readonly Chunk[]): readonly Chunk[] {
  const seen = new Set<string>();
  return chunks.filter(({ path, headings }) => {
    const key = `${path}#${headings.join('#')}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** 「…」 around the section's heading, for a sentence to staff. */
export function named({ headings, title }: Chunk): string {
  return `「${headings.at(-1) ?? title}」`;
}
