import { replaceRadicals } from '../lib/chinese/radicals.js';

const DROPPED = /[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e007f}]/gu;
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/**
 * The characters of a text as a reader sees them: look-alike radicals become the usual ideographs, invisible and
 * control characters go (they can hide instructions), line ends are `\n`, no-break spaces are spaces. Full-width
 * punctuation and digits stay: citations quote what is printed.
 */
export function cleanText(text: string): string {
  return replaceRadicals(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\uf900-\ufaff]/g, (compatible) => compatible.normalize('NFC'))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
    .replace(DROPPED, '')
    .replace(CONTROLS, '');
}

/** One line without outer spaces, inner runs of spaces as one. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[ \t\n\u3000]+/g, (run) => (run.includes('\u3000') ? '\u3000' : ' '))
    .trim();
}
