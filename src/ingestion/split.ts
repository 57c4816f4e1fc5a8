import type { Span } from './format.js';

/** Characters a chunk should have at most, and may have at most, in UTF-16 units. */
export const TARGET = 400;
export const LIMIT = 800;
/** A sentence this short (报销比例为60%。) says nothing without the one before it. */
const LEANS = 16;

/** The end of a sentence with its closing quotes, or of a line. */
const SENTENCE_END = /[。！？!?]+[”’」』）)】]*|\n/g;
const ENUMERATOR = /^(?:[一二三四五六七八九十]{1,2}(?:是|要)|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳])/;

/**
 * Cuts a paragraph that is too long: at 一是, 二是 first, then between sentences into parts of about equal length.
 * Every part is a stretch of `text`, of at most LIMIT characters; together they hold everything but outer spaces.
 */
export function splitParagraph(text: string, span: Span): readonly Span[] {
  if (span.end - span.start <= TARGET) return [span];
  const sentences = mergeLeaning(text, sentencesOf(text, span));
  const groups: Span[][] = [];
  for (const sentence of sentences) {
    const begins = ENUMERATOR.test(text.slice(sentence.start, sentence.end));
    const last = groups.at(-1);
    if (last === undefined || begins) groups.push([sentence]);
    else last.push(sentence);
  }
  return packSpans(groups.flatMap(balance));
}

/** Neighbours put together while they stay within the target. */
export function packSpans(spans: readonly Span[]): readonly Span[] {
  const packed: Span[] = [];
  for (const span of spans) {
    const last = packed.at(-1);
    if (last && span.end - last.start <= TARGET) packed[packed.length - 1] = { start: last.start, end: span.end };
    else packed.push(span);
  }
  return packed;
}

/** The sentences of a stretch, closing quotes kept with their sentence, outer spaces left out. */
export function sentencesOf(text: string, span: Span): readonly Span[] {
  const sentences: Span[] = [];
  let { start } = span;
  const ends = text.slice(span.start, span.end).matchAll(SENTENCE_END);
  for (const end of [...ends].map((match) => span.start + match.index + match[0].length).concat(span.end)) {
    const trimmed = trimSpan(text, { start, end });
    if (trimmed.end > trimmed.start) for (const part of splitLong(text, trimmed)) sentences.push(part);
    start = end;
  }
  return sentences;
}

/** A stretch without the spaces at its ends. */
export function trimSpan(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  const left = part.length - part.trimStart().length;
  return left === part.length ? { start, end: start } : { start: start + left, end: start + part.trimEnd().length };
}

/** A sentence beyond the limit is cut after ；, else after ，, else anywhere but inside a character. */
function splitLong(text: string, span: Span): readonly Span[] {
  const parts: Span[] = [];
  let { start } = span;
  while (span.end - start > LIMIT) {
    const reach = text.slice(start, start + TARGET);
    const marks = ['；;', '，,、：'].map((kind) => Math.max(...[...kind].map((mark) => reach.lastIndexOf(mark) + 1)));
    const found = marks.find((length) => length >= TARGET / 4) ?? TARGET;
    const end = start + (isLowSurrogate(text, start + found) ? found - 1 : found);
    parts.push({ start, end });
    start = end;
  }
  return [...parts, { start, end: span.end }];
}

function isLowSurrogate(text: string, index: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(index));
}

function mergeLeaning(text: string, sentences: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const sentence of sentences) {
    const last = merged.at(-1);
    const leans = sentence.end - sentence.start <= LEANS && !ENUMERATOR.test(text.slice(sentence.start, sentence.end));
    if (last && leans && sentence.end - last.start <= LIMIT) merged[merged.length - 1] = { ...last, end: sentence.end };
    else merged.push(sentence);
  }
  return merged;
}

/** Sentences put together into as few parts as the target allows, of about equal length. */
function balance(sentences: readonly Span[]): readonly Span[] {
  const [first, last] = [sentences[0], sentences.at(-1)];
  if (first === undefined || last === undefined) return [];
  const share = (last.end - first.start) / Math.ceil((last.end - first.start) / TARGET);
  const parts: Span[] = [];
  for (const sentence of sentences) {
    const part = parts.at(-1);
    const size = part === undefined ? 0 : part.end - part.start;
    const grown = part === undefined ? 0 : sentence.end - part.start;
    if (part && size < share - (grown - size) / 2 && grown <= LIMIT)
      parts[parts.length - 1] = { ...part, end: sentence.end };
    else parts.push(sentence);
  }
  return parts;
}
