import type { Pool } from '../campaign/campaign.js';
import type { PooledQuestion } from '../campaign/read.js';
import type { Slot } from './attempt.js';
import { type Chance, seededChance, shuffled } from './chance.js';

/** What an attempt is drawn from. */
export interface Draw {
  /** 32 bytes, hex. */
  readonly seed: string;
  readonly pools: readonly Pool[];
  /** In the order of `readPool`, which is that of the ids. */
  readonly questions: readonly PooledQuestion[];
  /** Questions that this person had in earlier attempts of the campaign: drawn only where the others do not do. */
  readonly seen: ReadonlySet<string>;
}

/** A question that was drawn, before its options are put in order. */
export type Drawn = Pick<PooledQuestion, 'question' | 'version'>;

/**
 * The questions of one attempt in their order: the same seed over the same questions gives the same. A pool that names a
 * difficulty is filled first; one that runs dry, because questions were withdrawn, takes of the same topic, then of any.
 */
export function drawQuestions({ seed, pools, questions, seen }: Draw): Drawn[] {
  const chance = seededChance(seed);
  const open = questions.filter(({ withdrawn, rested }) => !withdrawn && !rested);
  const left = preferred(shuffled(open, chance), seen);
  const drawn: PooledQuestion[] = [];
  for (const pool of [...pools].sort(namedFirst)) {
    const fits = [
      ({ topic, difficulty }: PooledQuestion) =>
        topic === pool.topic && (!pool.difficulty || difficulty === pool.difficulty),
      ({ topic }: PooledQuestion) => topic === pool.topic,
      () => true,
    ];
    let missing = pool.count;
    for (const fit of fits) {
      const taken = left.filter(fit).slice(0, missing);
      for (const one of taken) left.splice(left.indexOf(one), 1);
      drawn.push(...taken);
      missing -= taken.length;
    }
  }
  return shuffled(drawn, chance).map(({ question, version }) => ({ question, version }));
}

const namedFirst = (one: Pool, other: Pool): number => Number(!one.difficulty) - Number(!other.difficulty);

const preferred = (questions: readonly PooledQuestion[], seen: ReadonlySet<string>): PooledQuestion[] => [
  ...questions.filter(({ question }) => !seen.has(question)),
  ...questions.filter(({ question }) => seen.has(question)),
];

/** What the order of the options depends on. */
interface Ordered {
  readonly kind: string;
  readonly inOrder: boolean;
  readonly options: readonly string[];
}

/** The options of each question in the order that the seed gives. */
export function orderOptions(seed: string, drawn: readonly (Drawn & { readonly content: Ordered })[]): Slot[] {
  return drawn.map(({ question, version, content }) => ({
    ...{ question, version },
    order: orderOf(content, seededChance(`${seed}|${question}`)),
  }));
}

function orderOf({ kind, inOrder, options }: Ordered, chance: Chance): number[] {
  const written = options.map((_, index) => index);
  return inOrder || kind === 'true-false' ? written : shuffled(written, chance);
}
