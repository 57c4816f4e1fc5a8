import { attemptText, decodeText } from '../../../../ingestion/decode.js';

/** A line with its number in the file, from 1. */
export interface Line {
  readonly at: number;
  readonly text: string;
}

/** Lines of a text in the encodings of Chinese offices (UTF-8 with or without its mark, GBK), whatever ends them. */
export function linesOf(bytes: Uint8Array): readonly Line[] {
  const text = decodeText(bytes).replace(/^\ufeff/, '');
  return text.split(/\r\n?|\n/).map((line, index) => ({ at: index + 1, text: line }));
}

/** Whether a file is a text with a line like this. */
export const hasLine = (bytes: Uint8Array, pattern: RegExp): boolean =>
  (attemptText(bytes) ?? '').split(/[\r\n]+/).some((line) => pattern.test(line));

/** Stretches of lines between blank ones. */
export function blocksOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const blocks: Line[][] = [[]];
  for (const line of lines) {
    if (line.text.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.filter(({ length }) => length > 0);
}

/** The beginning of something, for who looks for it in the file. */
export const opening = (text: string): string => {
  const one = text.replace(/\s+/g, ' ').trim();
  return one.length > 40 ? `${one.slice(0, 40)}…` : one;
};
