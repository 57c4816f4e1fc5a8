import { replaceRadicals } from '../lib/chinese/radicals.js';
import { visible } from '../lib/invisible.js';

/**
 * The characters of a text as a reader sees them: look-alike radicals become the usual ideographs, invisible and
 * control characters go (they can hide instructions), line ends are `\n`, no-break spaces are spaces. Full-width
 * punctuation and digits stay: citations quote what is printed.
 */
export function cleanText(text: string): string {
  const plain = replaceRadicals(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\uf900-\ufaff]/g, (compatible) => compatible.normalize('NFC'))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
    .replace(/[\u2028\u2029]/g, '');
  return visible(plain);
}

/** One line without outer spaces, inner runs of spaces as one. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[ \t\n\u3000]+/g, (run) => (run.includes('\u3000') ? '\u3000' : ' '))
    .trim();
}
