import { isHan, isLetterOrDigit } from '../../lib/chinese/character.js';

/**
 * A term as 32 bits, so that the index never builds a string. High half 0: one character. High half a Chinese
 * character: two neighbours. High half 1000–1FFF: a word or number in Latin, Greek or Cyrillic, hashed to 28 bits
 * (two of a hundred thousand words share a key about 20 times, which costs a little rank and nothing else).
 */
export type TermKey = number;

export function pairKey(first: number, second: number): TermKey {
  return ((first << 16) | second) >>> 0;
}

export function isPair(key: TermKey): boolean {
  return key >= 0x3400_0000;
}

export function isCharacter(key: TermKey): boolean {
  return key < 0x1_0000;
}

/** FNV-1a over units[from, to). */
export function wordKey(units: Uint16Array, from: number, to: number): TermKey {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (units[at] as number), 0x01000193);
  return ((hash >>> 4) | 0x1000_0000) & 0x1fff_ffff;
}

/** Where a Latin word or a number that starts at `from` ends: letters and digits, and a point or comma inside a number. */
export function wordEnd(units: Uint16Array, from: number, end: number): number {
  let at = from + 1;
  while (at < end) {
    const unit = units[at] as number;
    if (isLetterOrDigit(unit)) at++;
    else if ((unit === 46 || unit === 44) && at + 1 < end && isNumeric(units, at - 1) && isNumeric(units, at + 1)) at++;
    else break;
  }
  return at;
}

function isNumeric(units: Uint16Array, at: number): boolean {
  const unit = units[at] as number;
  return unit >= 48 && unit <= 57;
}

/** Calls `visit` with every term of units[from, to), the position it starts at, and its length in units. */
export function eachTerm(
  units: Uint16Array,
  from: number,
  to: number,
  visit: (key: TermKey, at: number, length: number) => void,
): void {
  let previous = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at] as number;
    if (isHan(unit)) {
      if (previous !== 0) visit(pairKey(previous, unit), at - 1, 2);
      visit(unit, at, 1);
      previous = unit;
      continue;
    }
    previous = 0;
    if (!isLetterOrDigit(unit)) continue;
    const end = wordEnd(units, at, to);
    visit(wordKey(units, at, end), at, end - at);
    at = end - 1;
  }
}
