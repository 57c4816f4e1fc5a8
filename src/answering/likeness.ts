import { createHash } from 'node:crypto';
import {
  type Concepts,
  conceptsOf,
  countFeatures,
  createVocabulary,
  featuresOf,
  type Vector,
} from './sentence-features.js';

/** A sentence somebody labelled. */
export interface Example {
  /** `genuine`, or what the sentence is a case of. */
  readonly label: string;
  readonly text: string;
}

export interface Likeness {
  /** The label, `genuine` aside, that the text is most like. */
  readonly label: string;
  /** 0 to 1: that the text is of any label but `genuine`. */
  readonly probability: number;
  /** Of each label but `genuine`; they add up to `probability`. */
  readonly each: ReadonlyMap<string, number>;
}

/** The label of what must stay a question. */
export const genuine = 'genuine';

/** Where cross-validation (bench/boundaries.ts) is at its best; the rate falls to nothing over the passes. */
const PASSES = 4;
const RATE = 5;
/** The bias is in every sentence and moves slower than a word. */
const BIAS_RATE = RATE / 50;
/** A label this sure to be right or wrong teaches nothing more; leaving it out halves the work. */
const NEGLIGIBLE = 5e-3;

/** Multinomial logistic regression. */
interface Model {
  /** A row of labels for each feature. */
  readonly weights: Float32Array;
  /** One number a label. */
  readonly bias: Float32Array;
}

function probabilities({ weights, bias }: Model, { features, values }: Vector): Float32Array {
  const scores = bias.slice();
  const labels = scores.length;
  for (let i = 0; i < features.length; i++) {
    const row = (features[i] as number) * labels;
    const value = values[i] as number;
    for (let label = 0; label < labels; label++) {
      scores[label] = (scores[label] as number) + (weights[row + label] as number) * value;
    }
  }
  let all = 0;
  const highest = Math.max(...scores);
  for (let label = 0; label < labels; label++) {
    const mass = Math.exp((scores[label] as number) - highest);
    scores[label] = mass;
    all += mass;
  }
  for (let label = 0; label < labels; label++) scores[label] = (scores[label] as number) / all;
  return scores;
}

/** One step of stochastic gradient descent; `pace` is 1 in the first pass, 0 after the last. */
function learn(model: Model, vector: Vector, right: number, pace: number): void {
  const { weights, bias } = model;
  const { features, values } = vector;
  const slopes = probabilities(model, vector);
  slopes[right] = (slopes[right] as number) - 1;
  const wrong: number[] = [];
  for (let label = 0; label < slopes.length; label++) {
    const slope = slopes[label] as number;
    if (Math.abs(slope) < NEGLIGIBLE) continue;
    wrong.push(label);
    bias[label] = (bias[label] as number) - BIAS_RATE * pace * slope;
  }
  for (let i = 0; i < features.length; i++) {
    const row = (features[i] as number) * slopes.length;
    const step = RATE * pace * (values[i] as number);
    for (const label of wrong) {
      weights[row + label] = (weights[row + label] as number) - step * (slopes[label] as number);
    }
  }
}

/** Every example once a pass, in an order that is the same each time and mixed well enough that no label comes in a row. */
function* course(examples: number): Generator<readonly [example: number, pace: number]> {
  const order = Array.from({ length: examples }, (_, at) => at);
  let seed = 1;
  for (let pass = 0; pass < PASSES; pass++) {
    for (let at = examples - 1; at > 0; at--) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const other = Math.floor((seed / 2_147_483_648) * (at + 1));
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    for (const example of order) yield [example, 1 - pass / PASSES];
  }
}

/** What was learnt, as plain data that can be kept: the labels, the vocabulary, the weights. */
interface Learnt extends Model {
  readonly labels: readonly string[];
  readonly features: readonly string[];
  readonly rarity: Float64Array;
}

function learnt(examples: readonly Example[], labels: readonly string[], concepts: Concepts): Learnt {
  const sentences = examples.map(({ text }) => featuresOf(text, concepts));
  const { features, rarity } = countFeatures(sentences);
  const vocabulary = createVocabulary(features, rarity);
  const vectors = sentences.map((sentence) => vocabulary.vector(sentence));
  const rights = examples.map(({ label }) => labels.indexOf(label));
  const model: Model = {
    weights: new Float32Array(features.length * labels.length),
    bias: new Float32Array(labels.length),
  };
  for (const [example, pace] of course(examples.length)) {
    learn(model, vectors[example] as Vector, rights[example] as number, pace);
  }
  return { ...model, labels, features, rarity };
}

/** Keeps what took seconds to learn until the examples change. A shelf that lost it costs the seconds again. */
export interface Shelf {
  get(key: string): unknown;
  put(key: string, value: unknown): void;
}

export const noShelf: Shelf = { get: () => undefined, put: () => undefined };

/** Changes with what is learnt from and with how: raise it when features or learning change. */
const METHOD = 2;

function keyOf(examples: readonly Example[], groups: readonly (readonly string[])[]): string {
  return createHash('sha256')
    .update(JSON.stringify([METHOD, examples.map(({ label, text }) => [label, text]), groups]))
    .digest('hex');
}

/**
 * Learns from examples what a text is like. The same examples give the same answers.
 * @param examples normalised, as the texts will be
 * @param groups words that mean the same for this purpose: one of them counts for all
 * @returns undefined without an example of each side, and for a text of which nothing is known
 */
export function createLikeness(
  examples: readonly Example[],
  groups: readonly (readonly string[])[],
  shelf: Shelf = noShelf,
): (text: string) => Likeness | undefined {
  const labels = [...new Set([genuine, ...examples.map(({ label }) => label)])];
  if (labels.length < 2 || !examples.some(({ label }) => label === genuine)) return () => undefined;
  const concepts = conceptsOf(groups);
  const key = keyOf(examples, groups);
  const kept = shelf.get(key) as Learnt | undefined;
  const model = kept ?? learnt(examples, labels, concepts);
  if (!kept) shelf.put(key, model);
  const vocabulary = createVocabulary(model.features, model.rarity);
  return (text) => {
    const vector = vocabulary.vector(featuresOf(text, concepts));
    if (vector.features.length === 0) return undefined;
    const [asked = 1, ...others] = probabilities(model, vector);
    const best = others.indexOf(Math.max(...others));
    const each = new Map(others.map((probability, label) => [labels[label + 1] as string, probability]));
    return { label: labels[best + 1] as string, probability: 1 - asked, each };
  };
}
