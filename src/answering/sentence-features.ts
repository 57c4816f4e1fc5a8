import { pinyinKey } from '../lib/chinese/pinyin.js';

/** What the same thing is called elsewhere: numbers, names, and dialect words for how, what, I, none and how much. */
const alike: readonly (readonly [RegExp, string])[] = [
  [/\d+(?:\.\d+)?/g, '0'],
  [/[张李王赵刘陈杨周吴孙][三四五六某总]|[老小][张李王赵刘陈杨周吴孙马胡]/g, '名'],
  [/咋个|咋|怎样|如何|点样|么样/g, '怎么'],
  [/啥子|啥|么子/g, '什么'],
  [/俺|咱|阿拉|我哋/g, '我'],
  [/没得|没有/g, '没'],
  [/好多|几多/g, '多少'],
  [/[^\p{L}\p{N}]+/gu, ' '],
];

export type Concepts = ReadonlyMap<string, readonly (readonly [word: string, feature: string])[]>;

/** Words by their first character, each with the concept it stands for. */
export function conceptsOf(groups: Iterable<readonly string[]>): Concepts {
  const byFirst = new Map<string, [string, string][]>();
  for (const group of groups) {
    const feature = `#${group.join('|')}`;
    for (const word of group) {
      const known = byFirst.get(word.charAt(0));
      if (known) known.push([word, feature]);
      else byFirst.set(word.charAt(0), [[word, feature]]);
    }
  }
  return byFirst;
}

/**
 * Characters, pairs of them and how these sound (救助 is typed as 旧助), and concepts of a normalised text, each once.
 * `^` and `$` mark the ends.
 */
export function featuresOf(text: string, concepts: Concepts): ReadonlySet<string> {
  const features = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    for (const [word, feature] of concepts.get(text.charAt(at)) ?? []) {
      if (text.startsWith(word, at)) features.add(feature);
    }
  }
  const general = `^${alike.reduce((done, [said, meant]) => done.replace(said, meant), text).trim()}$`;
  for (let at = 0; at + 1 < general.length; at++) {
    if (at > 0) features.add(general.charAt(at));
    features.add(general.slice(at, at + 2));
    features.add(pinyinKey(general.slice(at, at + 2)));
  }
  return features;
}

/** A sentence as its known features and their weights, of length 1. */
export interface Vector {
  readonly features: Int32Array;
  readonly values: Float64Array;
}

export interface Vocabulary {
  readonly size: number;
  vector(sentence: ReadonlySet<string>): Vector;
}

/** What one sentence alone has teaches nothing about another, and is most of all there is. */
const SHARED = 2;

/** The features that sentences share, and how rare each is (inverse document frequency): a rare one weighs more. */
export function countFeatures(sentences: readonly ReadonlySet<string>[]): {
  readonly features: readonly string[];
  readonly rarity: Float64Array;
} {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const feature of sentence) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count >= SHARED);
  return {
    features: shared.map(([feature]) => feature),
    rarity: Float64Array.from(shared, ([, count]) => Math.log((sentences.length + 1) / (count + 1)) + 1),
  };
}

export function createVocabulary(known: readonly string[], rarity: Float64Array): Vocabulary {
  const numbers = new Map(known.map((feature, number) => [feature, number]));
  return {
    size: numbers.size,
    vector(sentence) {
      const held = [...sentence].map((feature) => numbers.get(feature)).filter((number) => number !== undefined);
      const features = Int32Array.from(held);
      const values = Float64Array.from(features, (number) => rarity[number] ?? 0);
      const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
      return { features, values: values.map((value) => value / length) };
    },
  };
}
