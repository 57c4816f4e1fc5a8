import { type Fraction, fraction, rounded } from './fraction.js';

/** Money in fen, a whole number of zero and more: 900元 is 90000. */
export type Fen = number;

/** The most that one claim is computed for: a thousand million yuan. */
export const MOST: Fen = 100_000_000_000;

const YUAN = /^(\d{1,12})(?:\.(\d{1,6}))?(万)?元$/;
const PERCENT = /^(\d{1,3})(?:\.(\d{1,4}))?%$/;

/** `900元`, `0.7万元`, `20000.50元`. Undefined for anything else, for parts of a fen and for more than `MOST`. */
export function parseYuan(text: string): Fen | undefined {
  const [, whole, decimals = '', tenThousands] = YUAN.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const scaled = BigInt(whole + decimals) * (tenThousands ? 1_000_000n : 100n);
  const unit = 10n ** BigInt(decimals.length);
  const fen = Number(scaled / unit);
  return scaled % unit === 0n && fen <= MOST ? fen : undefined;
}

/** `12600元`, `1234.56元`, `0.05元`. */
export function sayYuan(fen: Fen): string {
  const [yuan, rest] = [Math.floor(fen / 100), fen % 100];
  return rest === 0 ? `${yuan}元` : `${yuan}.${String(rest).padStart(2, '0')}元`;
}

/** `60%` and `59.5%` as exact numbers from 0 to 1. Undefined for anything else. */
export function parsePercent(text: string): Fraction | undefined {
  const [, whole, decimals = ''] = PERCENT.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const rate = fraction(BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length));
  return rate.numerator <= rate.denominator ? rate : undefined;
}

/** `59.5%`, to a hundred-thousandth of one where it does not end before. */
export function sayPercent({ numerator, denominator }: Fraction): string {
  const parts = rounded(fraction(numerator * 10_000_000n, denominator));
  return `${Number((parts / 100_000).toFixed(5))}%`;
}
