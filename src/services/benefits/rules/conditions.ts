import { type Facts, type Key, known } from './facts.js';
import type { PaymentRule, Rule } from './rules.js';

/** What came of working something out: it is there, or something has to be asked, chosen or found first. */
export type Settled<Result> =
  | { readonly status: 'settled'; readonly value: Result }
  /** The person has to say it. */
  | { readonly status: 'needs'; readonly key: Key }
  /** The source leaves it open: both readings have to be worked out. */
  | { readonly status: 'open'; readonly point: Point }
  /** The rule does not say it for such a case, or, `unsaid`, the person does not know it. */
  | { readonly status: 'missing'; readonly part: string; readonly unsaid?: true };

/** What a source may leave open: what a ceiling limits, how a cut is taken, how many days a month has. */
export type Point = 'limits' | 'cut' | 'month';

export const settled = <Result>(value: Result): Settled<Result> => ({ status: 'settled', value });

type When = Extract<PaymentRule['deductible'], { cases: unknown }>['cases'][number]['when'];

/** Whether a condition holds; a key where it cannot be told without it. Known facts that speak against it come first. */
export function judge(when: When | Rule['for'], facts: Facts): boolean | Key {
  let lacking: Key | undefined;
  for (const [key, wanted] of Object.entries(when)) {
    const holds = key === 'age' ? ageHolds(wanted as When['age'], facts) : oneHolds(key as Key, wanted, facts);
    if (holds === false) return false;
    if (holds === undefined) lacking ??= key as Key;
  }
  return lacking ?? true;
}

function oneHolds(key: Key, wanted: unknown, facts: Facts): boolean | undefined {
  const said = known(facts, key as 'scheme');
  return said === undefined ? undefined : (wanted as readonly string[]).includes(said);
}

function ageHolds(range: When['age'], { age }: Facts): boolean | undefined {
  return age === undefined ? undefined : age >= (range?.from ?? 0) && age < (range?.under ?? Number.POSITIVE_INFINITY);
}

/** The first case that holds. Cases before it that facts speak against are passed over without a question. */
export function firstCase<Case extends { readonly when: When }>(
  cases: readonly Case[],
  facts: Facts,
  part: string,
): Settled<Case> {
  for (const each of cases) {
    const holds = judge(each.when, facts);
    if (holds === true) return settled(each);
    if (holds !== false) return { status: 'needs', key: holds };
  }
  return { status: 'missing', part };
}
