import { visible } from '../lib/invisible.js';

/** The longest message that is dealt with, in characters. */
export const LONGEST_MESSAGE = 4_000;

/** What a person meant to be read: line breaks unified, invisible characters gone. */
export function cleanText(text: string): string {
  return visible(text.replace(/\r\n?/g, '\n')).trim();
}

/** A short message as a command: no punctuation, blanks or width to tell apart. */
export function commandOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}
