/** A sentence as it stands in a text: `text.slice(start, end)`. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

/** Sentences end with 。！？； or a line break; closing quotes belong to them. Nothing but white space is left out. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const match of text.matchAll(/[^。！？；\n]+[。！？；]*[”’」』）)]*/gu)) {
    const raw = match[0];
    const lead = raw.length - raw.trimStart().length;
    const body = raw.trim();
    if (body === '') continue;
    found.push({ start: match.index + lead, end: match.index + lead + body.length });
  }
  return found;
}

/** Figures as a reader sees them: 60%, 1.5万, 2至5倍 gives 2 and 5. Separators inside a figure are kept. */
export function figures(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*%?/g) ?? [];
}
