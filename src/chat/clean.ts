/** The longest message that is dealt with, in characters. */
export const LONGEST_MESSAGE = 4_000;

/**
 * Characters that show nothing and only serve to slip something past a reader: controls other than tab and line
 * break, zero-width and direction marks, variation selectors, tags.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** What a person meant to be read: line breaks unified, invisible characters and broken surrogates gone. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replaceAll('\ufffd', '').trim();
}

/** A short message as a command: no punctuation, blanks or width to tell apart. */
export function commandOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, '');
}
