/** The longest message that is dealt with, in characters. */
export const LONGEST_MESSAGE = 4_000;

/**
 * Characters that show nothing and only serve to slip something past a reader: controls other than tab and line
 * break, zero-width, direction and tag characters (category Cf), broken surrogates, variation selectors.
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]|[\u{fe00}-\u{fe0f}]/gu;

/** What a person meant to be read: line breaks unified, invisible characters gone. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').trim();
}

/** A short message as a command: no punctuation, blanks or width to tell apart. */
export function commandOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}
