import { normalise } from '../lib/chinese/normalise.js';
import type { BoundaryExamples, BoundaryRule } from './boundaries.js';
import { createLikeness, type Example, genuine, type Shelf } from './likeness.js';

/**
 * How unlike the questions that the texts hold a normalised text is, as log-odds from -5 to 5: like what is declined or
 * what the texts usually lack, rather than like the ways in which people ask for what they hold. Undefined where too
 * little is known to tell.
 */
export type Doubt = (text: string) => number | undefined;

/** Chances below this say no more. */
const LEAST = 0.005;

/** One question is judged for every passage found, at several times: as many texts are remembered. */
const REMEMBERED = 32;

/** With fewer ways of asking beside the texts a question may be held and be like none of them. */
const ENOUGH_ASKS = 1_000;

/**
 * Learns it from examples, in a second or two at the first question; a shelf keeps what was learnt.
 * @param asks how people ask for what the texts hold
 */
export function createDoubt(
  rules: readonly BoundaryRule[],
  examples: BoundaryExamples,
  asks: () => readonly string[],
  shelf: Shelf,
): Doubt {
  // A call for help may come with a question that is answered after it.
  const declining = new Set(rules.filter((rule) => !rule.continue).map(({ id }) => id));
  let likeness: ReturnType<typeof createLikeness> | undefined;
  const doubtOf: Doubt = (text) => {
    likeness ??= createLikeness(labelled(examples, declining, asks()), [], shelf);
    const chance = likeness(text)?.probability;
    return chance === undefined ? undefined : Math.log((chance + LEAST) / (1 - chance + LEAST));
  };
  const told = new Map<string, number | undefined>();
  return (text) => {
    if (!told.has(text)) {
      if (told.size >= REMEMBERED) told.clear();
      told.set(text, doubtOf(text));
    }
    return told.get(text);
  };
}

/** `genuine` examples stay out: they are questions that must not be declined, whether the texts hold them or not. */
function labelled(
  { rules, notHeld }: BoundaryExamples,
  declining: ReadonlySet<string>,
  asks: readonly string[],
): readonly Example[] {
  if (asks.length < ENOUGH_ASKS) return [];
  return [
    ...asks.map((text) => ({ label: genuine, text: normalise(text) })),
    ...rules
      .filter(({ id }) => declining.has(id))
      .flatMap(({ id, examples }) => examples.map((text) => ({ label: id, text: normalise(text) }))),
    ...notHeld.map((text) => ({ label: 'not-held', text: normalise(text) })),
  ];
}
