/** How characters follow each other in texts: pairs and triples of them, counted. `^` and `$` mark the ends. */
export interface CharacterModel {
  /** How often the second followed the first. */
  pairs(first: string, second: string): number;
  /** What stood between two characters at least twice, the most usual first. */
  between(first: string, last: string): readonly string[];
  /** Natural logarithm of the probability that `said`, of one or more characters, follows `before`. */
  chance(before: string, said: string): number;
}

/** How much of the probability triples, pairs and single characters give; what is left is for what was never seen. */
const share = { triple: 0.6, pair: 0.3, single: 0.0999, unseen: 0.0001 } as const;
/** What stands between two characters is told by the most usual few. */
const MOST_BETWEEN = 4;
const SIZE = 65_536;

const pairOf = (first: string, second: string): number => first.charCodeAt(0) * SIZE + second.charCodeAt(0);

/** @param texts normalised; pauses part them, so that no pair reaches over one */
export function createCharacterModel(texts: Iterable<string>): CharacterModel {
  const single = new Map<number, number>();
  const pair = new Map<number, number>();
  const triple = new Map<number, number>();
  let all = 0;
  const count = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const text of texts) {
    for (const stretch of text.split(/[^\p{L}\p{N}%]+/u)) {
      if (stretch === '') continue;
      const marked = `^${stretch}$`;
      for (let at = 0; at < marked.length; at++) {
        count(single, marked.charCodeAt(at));
        all += 1;
        if (at > 0) count(pair, pairOf(marked.charAt(at - 1), marked.charAt(at)));
        if (at > 1) count(triple, pairOf(marked.charAt(at - 2), marked.charAt(at - 1)) * SIZE + marked.charCodeAt(at));
      }
    }
  }
  const between = new Map<number, { said: string; often: number }[]>();
  for (const [key, often] of triple) {
    if (often < 2) continue;
    const [first, said, last] = [Math.floor(key / SIZE / SIZE), Math.floor(key / SIZE) % SIZE, key % SIZE];
    const ends = first * SIZE + last;
    const known = between.get(ends) ?? [];
    known.push({ said: String.fromCharCode(said), often });
    between.set(ends, known);
  }
  const told = new Map(
    [...between].map(([ends, list]) => [
      ends,
      list
        .sort((a, b) => b.often - a.often)
        .slice(0, MOST_BETWEEN)
        .map(({ said }) => said),
    ]),
  );

  function chanceOf(two: string, one: string, said: string): number {
    const ofPair = pairOf(two, one);
    const unit = said.charCodeAt(0);
    const triples = (triple.get(ofPair * SIZE + unit) ?? 0) / (pair.get(ofPair) ?? 1);
    const pairs = (pair.get(pairOf(one, said)) ?? 0) / (single.get(one.charCodeAt(0)) ?? 1);
    const singles = (single.get(unit) ?? 0) / all;
    return Math.log(share.triple * triples + share.pair * pairs + share.single * singles + share.unseen * 0.01);
  }

  return {
    pairs: (first, second) => pair.get(pairOf(first, second)) ?? 0,
    between: (first, last) => told.get(pairOf(first, last)) ?? [],
    chance(before, said) {
      let [two, one] = [before.at(-2) ?? '^', before.at(-1) ?? '^'];
      let sum = 0;
      for (const character of said) {
        sum += chanceOf(two, one, character);
        [two, one] = [one, character];
      }
      return sum;
    },
  };
}
