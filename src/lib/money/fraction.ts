/** An exact rational number. The denominator is positive; not always in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const fraction = (numerator: bigint | number, denominator: bigint | number = 1): Fraction => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

export const zero = fraction(0);
export const one = fraction(1);

export const times = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, fraction(-b.numerator, b.denominator));

/** @throws RangeError when `b` is zero or less */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.numerator <= 0n) throw new RangeError('division by a rate of zero');
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

export const isLess = (a: Fraction, b: Fraction): boolean => a.numerator * b.denominator < b.numerator * a.denominator;

export const equals = (a: Fraction, b: Fraction): boolean => !isLess(a, b) && !isLess(b, a);
export const smaller = (a: Fraction, b: Fraction): Fraction => (isLess(b, a) ? b : a);
export const larger = (a: Fraction, b: Fraction): Fraction => (isLess(a, b) ? b : a);

/** To a whole number, a half going up: 四舍五入. For numbers of zero and more. */
export const rounded = ({ numerator, denominator }: Fraction): number =>
  Number((2n * numerator + denominator) / (2n * denominator));
