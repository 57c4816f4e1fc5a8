import { placeLevels } from '../../../retrieval/place.js';
import { judge } from '../rules/conditions.js';
import type { Facts, Key } from '../rules/facts.js';
import { isInForce } from '../rules/in-force.js';
import { isSum, type Rule, type RuleFile, type SumRule } from '../rules/rules.js';

/** Where the asker belongs, as far as it is known. */
export interface Whereabouts {
  /** The bureau's own area, where one is configured. */
  readonly home?: string;
  /** The place that the question names; `held` when files may hold its rules. */
  readonly named?: string;
}

export type Selected =
  | { readonly status: 'rule'; readonly rule: SumRule; readonly presumed: readonly 'scheme'[] }
  | { readonly status: 'needs'; readonly key: Key }
  | { readonly status: 'none' };

const NATIONAL = '全国';

/** Whether rules of `place` hold at `at`: the same place or one around it. */
export function holdsAt(place: string, at: string): boolean {
  const levels = placeLevels(at);
  if (place === NATIONAL) return false;
  return place === at || placeLevels(place).every((level) => levels.includes(level));
}

/**
 * The files that may speak, the nearest place first. Where nobody said a place, every real one may, each for itself.
 * A place that is made up speaks only when it is named or configured as home.
 */
export function filesFor(files: readonly RuleFile[], { home, named }: Whereabouts): readonly RuleFile[] {
  const at = named ?? home;
  if (at === undefined) return files.filter(({ fictional }) => !fictional);
  const made = files.filter(({ fictional, place }) => fictional && place === at);
  if (made.length > 0) return made;
  const near = files.filter(({ fictional, place }) => !fictional && holdsAt(place, at));
  const byNearness = near.toSorted((a, b) => placeLevels(b.place).length - placeLevels(a.place).length);
  return [...byNearness, ...files.filter(({ place }) => place === NATIONAL)];
}

/** The rules of a kind that may be for these facts on that day, and what has to be known to tell. */
export function rulesFor<Of extends Rule>(
  file: RuleFile,
  facts: Facts,
  day: string,
  is: (rule: Rule) => rule is Of,
): readonly { readonly rule: Of; readonly lacking: Key | undefined }[] {
  return file.rules
    .filter(is)
    .filter((rule) => isInForce(rule, day))
    .map((rule) => ({ rule, holds: judge(rule.for, facts) }))
    .filter(({ holds }) => holds !== false)
    .map(({ rule, holds }) => ({ rule, lacking: typeof holds === 'string' ? holds : undefined }));
}

/** What was never said but asked about in its own words only: 大病, 医疗救助, 生育津贴, 连续参保. */
const ON_REQUEST: ReadonlySet<string> = new Set(['critical', 'assistance', 'maternity', 'reward']);

function volunteered(rule: Rule, facts: Facts): boolean {
  return facts.care !== undefined || !rule.for.care?.every((care) => ON_REQUEST.has(care));
}

/** The one rule of a file that the facts lead to, or the next thing to ask. The kind of care comes before the rest. */
export function selectRule(file: RuleFile, facts: Facts, day: string): Selected {
  const found = rulesFor(file, facts, day, isSum).filter(({ rule }) => volunteered(rule, facts));
  const [first] = found;
  if (!first) return { status: 'none' };
  if (found.some(({ rule }) => rule.for.care) && facts.care === undefined) return { status: 'needs', key: 'care' };
  const only = found.length === 1;
  if (only && first.lacking === 'scheme' && first.rule.presume.includes('scheme')) {
    const holds = judge(first.rule.for, { ...facts, ...schemeOf(first.rule) });
    return typeof holds === 'string'
      ? { status: 'needs', key: holds }
      : { status: 'rule', rule: first.rule, presumed: ['scheme'] };
  }
  const lacking = found.find((each) => each.lacking)?.lacking;
  if (lacking) return { status: 'needs', key: lacking };
  return only ? { status: 'rule', rule: first.rule, presumed: [] } : { status: 'needs', key: 'day' };
}

export function schemeOf(rule: Rule): Pick<Facts, 'scheme'> {
  const [scheme] = rule.for.scheme ?? [];
  return scheme ? { scheme } : {};
}
