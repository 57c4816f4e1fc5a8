import { createHmac } from 'node:crypto';
import type { LocalKey } from '../../../storage/local-key.js';

/** Crockford's base 32: no I, L, O or U, which are misread. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * 参与码: 60 bits of HMAC-SHA-256 under a secret of the campaign, 12 letters. It tells nobody who somebody is, and two
 * campaigns have nothing in common.
 * @param person the sender's keyed hash
 */
export function participantCode(localKey: Pick<LocalKey, 'derive'>, campaign: string, person: string): string {
  const digest = createHmac('sha256', localKey.derive(`quiz participant ${campaign}`))
    .update(person)
    .digest();
  return letters(digest);
}

/** What breaks a tie at last: nobody can know it beforehand. */
export function tieOf(localKey: Pick<LocalKey, 'derive'>, campaign: string, person: string): string {
  return createHmac('sha256', localKey.derive(`quiz tie ${campaign}`))
    .update(person)
    .digest('hex')
    .slice(0, 16);
}

function letters(digest: Buffer): string {
  let bits = BigInt(`0x${digest.subarray(0, 8).toString('hex')}`) >> 4n;
  let code = '';
  for (let at = 0; at < LENGTH; at++) {
    code = LETTERS.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code;
}

/** K7QF-2M9D-XPTA */
export const showCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** The last four letters: all that a leaderboard shows. */
export const tailOf = (code: string): string => code.slice(-4);

/** A code as people type it: in any width and case, with hyphens, blanks or none, O for 0 and I or L for 1. */
export function readCode(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
  const found = plain.replaceAll('O', '0').replace(/[IL]/g, '1');
  return found.length === LENGTH && [...found].every((letter) => LETTERS.includes(letter)) ? found : undefined;
}
