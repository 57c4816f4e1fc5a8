import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../storage/store.js';
import { accountById, takeTotpStep } from './account-tables.js';

const PERIOD_S = 30;

/** A new secret, base32: 160 bits (RFC 4226, section 4). */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

const totp = (secret: string, login = '') =>
  new TOTP({ issuer: '医问', label: login, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6 });

/** What the QR code of an authenticator app holds. */
export const enrolmentUri = (secret: string, login: string): string => totp(secret, login).toString();

/** The code of a moment, as an app shows it. */
export const codeAt = (secret: string, at: Date): string => totp(secret).generate({ timestamp: at.getTime() });

/**
 * Whether the code is that of now, or of the half minute before or after (clocks differ); a code is taken once.
 * RFC 6238.
 */
export async function takeCode(tx: Tx, staffId: string, secret: string, code: string, at: Date): Promise<boolean> {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return false;
  const delta = totp(secret).validate({ token: digits, timestamp: at.getTime(), window: 1 });
  if (delta === null || !(await accountById(tx, staffId))) return false;
  return takeTotpStep(tx, staffId, Math.floor(at.getTime() / 1_000 / PERIOD_S) + delta);
}
