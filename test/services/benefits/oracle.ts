import type { Terms } from '../../../src/services/benefits/estimate/terms.js';

/**
 * A payment worked out fen by fen, as nobody would: every fen of the bill is asked whether it is above the deductible
 * and which stretch it lies in, and brings its share as a whole number over one common denominator.
 */
export function paidFenByFen({ deductible, bands, ceiling }: Terms, cost: number, paidBefore: number): bigint {
  const denominator = bands.reduce((product, { rate }) => product * rate.denominator, 1n);
  const met = deductible?.per === 'year' && paidBefore > 0;
  const threshold = met ? 0 : (deductible?.amount ?? 0);
  let shares = 0n;
  for (let fen = 1; fen <= cost; fen += 1) {
    if (fen <= threshold) continue;
    const band = bands.find(({ upTo }) => upTo === undefined || fen <= upTo);
    if (band) shares += (band.rate.numerator * denominator) / band.rate.denominator;
  }
  const below = shares / denominator;
  const paid = 2n * (shares - below * denominator) >= denominator ? below + 1n : below;
  if (ceiling?.limits !== 'payment') return paid;
  const room = BigInt(Math.max(0, ceiling.amount - paidBefore));
  return paid < room ? paid : room;
}
