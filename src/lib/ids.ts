import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A random id of 128 bits, 22 characters that are safe in a URL. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * A receipt (受理码): 20 random digits, `1234-5678-9012-3456-7890`, 66.4 bits. Digits, because people copy it by hand,
 * read it aloud and type it on a phone's number keys.
 */
export function createReceipt(): string {
  return Array.from({ length: 5 }, () => String(randomInt(10_000)).padStart(4, '0')).join('-');
}

const RECEIPT = /(?<!\d)(?:\d{4}[-\s.,、，]{0,2}){4}\d{4}(?!\d)/;

/** The receipt in a text, in its written form, however it was typed (full-width, with blanks or none). */
export function findReceipt(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\u2010-\u2015\u2212\u30fc]/g, '-');
  const digits = RECEIPT.exec(plain)?.[0].replace(/\D/g, '');
  return digits?.replace(/(\d{4})(?=\d)/g, '$1-');
}

/** Whether two secrets are equal, in a time that tells nothing about where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
