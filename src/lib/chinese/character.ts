/** Ordinary Chinese characters, with extension A and the halves of characters beyond the basic plane. */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0xd800 && unit <= 0xdfff);
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** A letter or digit of a script written with blanks, in lower case: Latin, Greek, Cyrillic. */
export function isLetterOrDigit(unit: number): boolean {
  return isDigit(unit) || (unit >= 97 && unit <= 122) || (unit >= 0xdf && unit <= 0x52f && unit !== 0xf7);
}
