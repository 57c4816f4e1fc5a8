import type { LocalKey } from '../../../storage/local-key.js';

/** Crockford's base32: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 12 letters, 60 bits, of a secret of this installation. */
export function participantCode(localKey: LocalKey, campaign: string, person: string): string {
  const bytes = Buffer.from(localKey.fingerprint('quiz-participant', campaign, person), 'base64url');
  return [...bytes.subarray(0, 12)].map((byte) => LETTERS[byte % 32]).join('');
}

/** K7QF-2M9D-XPTA */
export const showCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** A code as people type it; undefined for what is none. */
export function readCode(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(plain) ? plain : undefined;
}
