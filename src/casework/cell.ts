import { visible } from '../lib/invisible.js';

/**
 * Begins like a formula in one spreadsheet or another: the signs, tab and line ends (OWASP ASVS 5.0, 1.2.10), once
 * full-width, small and raised forms are made plain. A quotation mark before it makes it text everywhere, also where
 * the file is saved as CSV again.
 */
const FORMULA = /^\s*[=+\-@|%\u2212\t\r\n]/u;

/** More than this is cut by spreadsheets anyway (32,767 characters a cell). */
const LONGEST = 32_000;

/** A cell as it is written: what does not show is gone, nothing is taken for a formula. */
export function safeCell(text: string): string {
  const plain = visible(text).slice(0, LONGEST);
  return FORMULA.test(plain.normalize('NFKC')) || FORMULA.test(plain) ? `'${plain}` : plain;
}

/** What was meant by a cell that `safeCell` wrote. */
export const plainCell = (cell: string): string =>
  cell.startsWith("'") && safeCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
