/** What a number is, told from its digits alone. */
export type Kind = 'id-number' | 'phone' | 'landline' | 'bank-card' | 'medical-card' | 'receipt';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Whether the last of 18 digits is the check digit of the others (GB 11643: weighted sum modulo 11). */
export function hasCheckDigit(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits.length === 18 && CHECK_DIGITS[sum % 11] === digits[17]?.toUpperCase();
}

/** Luhn's checksum, which most bank cards carry. */
export function hasLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/**
 * @param digits plain digits, at the end an X; no separators
 * @param groups the same digits as they were grouped in writing
 */
export function kindOf(digits: string, groups: readonly string[] = [digits]): Kind | undefined {
  if (isIdNumber(digits)) return 'id-number';
  if (/^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits)) return 'phone';
  if (isBankCard(digits)) return 'bank-card';
  if (isReceipt(digits, groups)) return 'receipt';
  if (isLandline(digits, groups)) return 'landline';
  return undefined;
}

/** A mistyped check digit is still someone's ID number: a plausible region and birthday are enough. */
function isIdNumber(digits: string): boolean {
  if (/^\d{17}[\dX]$/.test(digits)) {
    return hasCheckDigit(digits) || (isRegion(digits) && isDay(digits.slice(6, 14)));
  }
  return /^\d{15}$/.test(digits) && isRegion(digits) && isDay(`19${digits.slice(6, 12)}`);
}

/** Provinces 11–65, 71, 81–83, and 91 for people from abroad. */
const isRegion = (digits: string) => /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/.test(digits);

function isDay(day: string): boolean {
  return /^(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(day);
}

/** UnionPay cards begin with 62 and are masked even where a digit was mistyped; others must pass Luhn. */
function isBankCard(digits: string): boolean {
  return /^62\d{14,17}$/.test(digits) || (/^[3-6]\d{15,18}$/.test(digits) && hasLuhn(digits));
}

/** Area code and number in one piece, or parted after the area code: a day such as 04-01 begins no phone. */
function isLandline(digits: string, groups: readonly string[]): boolean {
  if (!/^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/.test(digits)) return false;
  return groups.length === 1 || /^0(?:10|2\d|[3-9]\d{2})$/.test(groups[0] ?? '');
}

/** Twenty digits in one piece or in fours; five years in a row are not one. */
function isReceipt(digits: string, groups: readonly string[]): boolean {
  if (!/^\d{20}$/.test(digits)) return false;
  if (groups.length === 1) return true;
  const fours = groups.length === 5 && groups.every((group) => group.length === 4);
  return fours && !groups.every((group) => /^(?:19|20)\d{2}$/.test(group));
}
