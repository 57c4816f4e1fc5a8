/** The longest message that is dealt with, in characters. */
export const LONGEST_MESSAGE = 4_000;

/**
 * Characters that show nothing and only serve to slip something past a reader: controls other than tab and line
 * break, zero-width, direction and tag characters (category Cf), broken surrogates, variation selectors, joiners and fillers.
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

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
