const URL_PATTERN = /[a-z][a-z0-9+.-]{1,20}:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/giu;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** What a part would rather end with: a paragraph, a line, a sentence, a clause. */
const BREAKS: readonly RegExp[] = [/\n\s*$/u, /[。！？!?；;]$/u, /[，、,：: ]$/u];

/** Below this no character of every script fits with certainty. */
const SMALLEST_LIMIT = 16;

/**
 * Cuts a text into parts of at most `maxBytes` bytes of UTF-8, never inside a character, nor inside a URL unless the URL
 * alone is longer than a part. Prefers to cut after a line, a sentence or a clause in the second half of a part.
 * White space at a cut is dropped; nothing else is.
 */
export function splitByBytes(text: string, maxBytes: number): string[] {
  const limit = Math.max(maxBytes, SMALLEST_LIMIT);
  const parts: string[] = [];
  let rest = atoms(text.trim(), limit);
  while (rest.length > 0) {
    const fitting = countFitting(rest, limit);
    const cut = fitting === rest.length ? fitting : preferredCut(rest, fitting);
    const part = rest.slice(0, cut).join('').trim();
    if (part) parts.push(part);
    rest = rest.slice(cut);
  }
  return parts;
}

/** The pieces that must stay whole: URLs that fit into one part, and characters as people see them. */
function atoms(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(URL_PATTERN)) {
    if (Buffer.byteLength(match[0]) > limit) continue;
    pieces.push(...characters(text.slice(from, match.index), limit), match[0]);
    from = match.index + match[0].length;
  }
  pieces.push(...characters(text.slice(from), limit));
  return pieces;
}

function characters(text: string, limit: number): string[] {
  return [...graphemes.segment(text)].flatMap(({ segment }) =>
    Buffer.byteLength(segment) <= limit ? [segment] : [...segment],
  );
}

function countFitting(pieces: readonly string[], limit: number): number {
  let bytes = 0;
  for (const [index, piece] of pieces.entries()) {
    bytes += Buffer.byteLength(piece);
    if (bytes > limit) return Math.max(index, 1);
  }
  return pieces.length;
}

function preferredCut(pieces: readonly string[], fitting: number): number {
  for (const wanted of BREAKS) {
    for (let cut = fitting; cut > fitting / 2; cut -= 1) {
      if (wanted.test(pieces[cut - 1] ?? '')) return cut;
    }
  }
  return fitting;
}
