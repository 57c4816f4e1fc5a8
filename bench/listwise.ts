/** A question's candidates, for learning which features tell the right ones. */
export interface Sample {
  /** The candidates' features one after another. */
  readonly rows: Float64Array;
  readonly right: readonly boolean[];
  readonly weight: number;
}

const STEPS = 12;
const DECAY = 1e-3;
/** No weight moves by more than this many spreads in a step. */
const LONGEST_STEP = 3;

/** Scores of a sample's candidates. */
export function scoresOf(weights: Float64Array, { rows, right }: Sample): Float64Array {
  return Float64Array.from(right, (_, candidate) => {
    let score = 0;
    for (let at = 0; at < weights.length; at++) {
      score += (weights[at] as number) * (rows[candidate * weights.length + at] as number);
    }
    return score;
  });
}

/**
 * Weights by which the right candidates take the largest share of a softmax over all (listwise loss, Cao et al. 2007),
 * found by Newton's method with the curvature of the whole list, which bounds that of the loss.
 */
export function trainListwise(samples: readonly Sample[], size: number): Float64Array {
  const learnable = samples.filter(({ right }) => right.includes(true));
  const total = learnable.reduce((sum, { weight }) => sum + weight, 0);
  const spread = spreads(learnable, size);
  const weights = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (const sample of learnable) addSample(gradient, curvature, weights, sample, sample.weight / total);
    for (let at = 0; at < size; at++) {
      const decay = DECAY * (spread[at] as number) ** 2;
      gradient[at] = (gradient[at] as number) + decay * (weights[at] as number);
      const row = curvature[at] as Float64Array;
      row[at] = (row[at] as number) + decay;
    }
    const move = solve(curvature, gradient);
    const longest = move.reduce((most, by, at) => Math.max(most, Math.abs(by * (spread[at] as number))), 0);
    const pace = Math.min(1, LONGEST_STEP / (longest || 1));
    for (let at = 0; at < size; at++) weights[at] = (weights[at] as number) - pace * (move[at] as number);
  }
  return weights;
}

/** By feature: how widely its values spread. */
function spreads(samples: readonly Sample[], size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, feature) => {
    let [count, sum, squares] = [0, 0, 0];
    for (const { rows } of samples) {
      for (let at = feature; at < rows.length; at += size) {
        const value = rows[at] as number;
        count++;
        sum += value;
        squares += value * value;
      }
    }
    return Math.sqrt(Math.max(1e-9, squares / count - (sum / count) ** 2));
  });
}

function addSample(
  gradient: Float64Array,
  curvature: readonly Float64Array[],
  weights: Float64Array,
  sample: Sample,
  share: number,
): void {
  const size = weights.length;
  const scores = scoresOf(weights, sample);
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const masses = scores.map((score) => Math.exp(score - highest));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  const good = masses.reduce((sum, mass, at) => (sample.right[at] ? sum + mass : sum), 0);
  const mean = new Float64Array(size);
  masses.forEach((mass, candidate) => {
    const p = mass / all;
    const pull = share * (p - (sample.right[candidate] ? mass / good : 0));
    for (let at = 0; at < size; at++) {
      const value = sample.rows[candidate * size + at] as number;
      gradient[at] = (gradient[at] as number) + pull * value;
      mean[at] = (mean[at] as number) + p * value;
      if (p < 1e-6) continue;
      const row = curvature[at] as Float64Array;
      for (let other = 0; other <= at; other++) {
        row[other] = (row[other] as number) + share * p * value * (sample.rows[candidate * size + other] as number);
      }
    }
  });
  for (let at = 0; at < size; at++) {
    const row = curvature[at] as Float64Array;
    for (let other = 0; other <= at; other++) {
      row[other] = (row[other] as number) - share * (mean[at] as number) * (mean[other] as number);
    }
  }
}

/** Solves a symmetric system of which the lower half is given, by Cholesky's decomposition in place. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const cell = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = cell(row, column);
      for (let at = 0; at < column; at++) sum -= cell(row, at) * cell(column, at);
      (lower[row] as Float64Array)[column] =
        row === column ? Math.sqrt(Math.max(1e-12, sum)) : sum / cell(column, column);
    }
    for (let at = 0; at < row; at++)
      solution[row] = (solution[row] as number) - cell(row, at) * (solution[at] as number);
    solution[row] = (solution[row] as number) / cell(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let at = row + 1; at < size; at++)
      solution[row] = (solution[row] as number) - cell(at, row) * (solution[at] as number);
    solution[row] = (solution[row] as number) / cell(row, row);
  }
  return solution;
}
