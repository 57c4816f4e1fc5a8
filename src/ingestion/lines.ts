import { beginsStructure } from './structure.js';

const COMPLETE = /[。！？；：!?;:…”」》）)]$/;
const TITLE_END =
  /(?:通知|意见|办法|规定|公告|通告|报告|方案|细则|批复|要点|条例|决定|指南|解读|清单|目录|表)(?:[（(].{1,8}[）)])?$/;
/** A line this long that stops mid-sentence was broken by a page or a column, whatever the others look like. */
const LONG_LINE = 60;
/** Nothing is joined to a paragraph beyond this: it is no prose. */
const LONGEST_PARAGRAPH = 5_000;

/**
 * Joins lines that a fixed width or a page break has cut mid-sentence, also over blank lines. Tables (lines with
 * tabs) and numbered lines are left as they are. The lines come back without outer spaces; blank ones are dropped.
 */
export function joinBrokenLines(lines: readonly string[]): readonly string[] {
  const width = wrapWidth(lines);
  const joined: string[] = [];
  let lastLength = 0;
  for (const raw of lines) {
    const line = raw.includes('\t') ? raw.replace(/^ +| +$/g, '') : raw.trim();
    if (line.trim() === '') continue;
    const previous = joined.at(-1);
    const atHead = joined.length <= 2;
    if (previous !== undefined && isBroken(previous, lastLength, raw, width, atHead)) {
      joined[joined.length - 1] = joinText(previous, line);
    } else {
      joined.push(line);
    }
    lastLength = displayWidth(line);
  }
  return joined;
}

/** Joins two halves of a sentence: with a space between Latin words, without one beside a Chinese character. */
export function joinText(before: string, after: string): string {
  return /[\w,.;:)]$/.test(before) && /^[\w(]/.test(after) ? `${before} ${after}` : before + after;
}

function isBroken(previous: string, lastLength: number, next: string, width: number, atHead: boolean): boolean {
  if (previous.length > LONGEST_PARAGRAPH) return false;
  if (previous.includes('\t') || next.includes('\t')) return false;
  if (COMPLETE.test(previous) || (atHead && TITLE_END.test(previous))) return false;
  if (/^(?:\u3000{1,2}| {4})\S/.test(next) && width > 0) return false;
  if (beginsStructure(next.trim()) || isShortHeading(previous, width)) return false;
  return lastLength >= LONG_LINE || (width > 0 && lastLength >= width - 3);
}

function isShortHeading(previous: string, width: number): boolean {
  return beginsStructure(previous) && displayWidth(previous) < Math.max(width - 3, 0);
}

/** The width a text was wrapped to, in full-width characters; 0 when its lines are whole paragraphs. */
function wrapWidth(lines: readonly string[]): number {
  const widths = lines.map((line) => displayWidth(line.trim())).filter((width) => width > 0);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  const near = widths.filter((width) => width >= widest - 3).length;
  return widest >= 16 && widest <= LONG_LINE && near >= 3 && near >= widths.length * 0.25 ? widest : 0;
}

function displayWidth(line: string): number {
  let width = 0;
  for (const character of line) width += character <= '\u00ff' ? 0.5 : 1;
  return Math.round(width);
}
