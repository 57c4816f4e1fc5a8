/** ln Γ(x), x > 0 (Lanczos, g = 7, nine terms; 15 digits). */
function logGamma(x: number): number {
  const terms = [
    ...[676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905],
    ...[-0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7],
  ];
  const sum = terms.reduce((so, term, at) => so + term / (x + at), 0.99999999999980993);
  const shifted = x + 6.5;
  return (x - 0.5) * Math.log(shifted) - shifted + Math.log(2.5066282746310002 * sum);
}

/** The regularised lower incomplete gamma function by its series: enough for the sizes asked for here. */
function lowerGamma(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let at = 1; at < 10_000 && term > sum * 1e-16; at += 1) {
    term *= x / (shape + at);
    sum += term;
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

export interface ChiSquared {
  readonly statistic: number;
  /** How likely chance alone strays as far or farther. */
  readonly p: number;
}

/** Whether counts are those of equal chances (Pearson). */
export function chiSquared(counts: readonly number[]): ChiSquared {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return { statistic, p: 1 - lowerGamma((counts.length - 1) / 2, statistic / 2) };
}
