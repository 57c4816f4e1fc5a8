import { firstCase } from '../rules/conditions.js';
import type { Facts, Key } from '../rules/facts.js';
import type { Clause, ExcludedRule, Rule, RuleFile, SumRule } from '../rules/rules.js';
import { filesFor, rulesFor, schemeOf, selectRule, type Whereabouts } from './select.js';
import { spread, unsaid, type Variant } from './variants.js';
import { type Work, workOut } from './work.js';

/** What the rules of one place come to. Variants come to the same or not: the source, or the person, leaves something open. */
export interface Estimate {
  readonly file: RuleFile;
  readonly rule: SumRule;
  readonly facts: Facts;
  readonly presumed: readonly 'scheme'[];
  readonly variants: readonly [Variant<Work>, ...Variant<Work>[]];
  readonly notices: readonly Notice[];
}

/** A line that what the person bears has reached: told, not computed with. */
export interface Notice {
  readonly says: string;
  readonly clause: string;
}

export interface Nearest {
  readonly file: RuleFile;
  readonly says: string;
  readonly clause: Clause;
}

export type Outcome =
  | { readonly status: 'estimated'; readonly estimates: readonly [Estimate, ...Estimate[]] }
  | { readonly status: 'needs'; readonly key: Key }
  | { readonly status: 'excluded'; readonly file: RuleFile; readonly rule: ExcludedRule }
  /** `part` is what a rule lacks, absent where there is no rule; `nearest` what the texts do say. */
  | {
      readonly status: 'missing';
      readonly part?: string;
      readonly unsaid?: true;
      readonly file?: RuleFile;
      readonly nearest?: Nearest;
      readonly otherDays: boolean;
    };

export interface Question {
  readonly facts: Facts;
  readonly whereabouts: Whereabouts;
  /** The day of asking, which is that of care where nobody says another. */
  readonly today: string;
}

/** From rules and facts to a sum, the next thing to ask, or what is missing. Pure: the same facts in any order come to the same. */
export function estimate(files: readonly RuleFile[], { facts, whereabouts, today }: Question): Outcome {
  const day = facts.day ?? today;
  const held = filesFor(files, whereabouts);
  for (const file of held) {
    const [found] = rulesFor(file, facts, day, isExcluded).filter(({ lacking }) => !lacking);
    if (found) return { status: 'excluded', file, rule: found.rule };
  }
  const anywhere = whereabouts.home === undefined && whereabouts.named === undefined;
  const selected = held
    .map((file) => ({ file, selected: selectRule(file, facts, day) }))
    .filter(({ selected: { status } }) => status !== 'none');
  const places = anywhere ? selected : selected.slice(0, 1);
  const asked = places.flatMap(({ selected: each }) => (each.status === 'needs' ? [each.key] : []));
  if (asked.length > 0) return askedOrMissing(asked, facts);
  return together(
    places.flatMap(({ file, selected: each }) =>
      each.status === 'rule' ? [worked(file, each.rule, each.presumed, facts, day)] : [],
    ),
    { status: 'missing', ...nearestTo(held, facts, day), otherDays: heldOnOtherDays(held, facts) },
  );
}

const isExcluded = (rule: Rule): rule is ExcludedRule => rule.kind === 'excluded';

function askedOrMissing(keys: readonly Key[], facts: Facts): Outcome {
  const [key] = keys.toSorted((a, b) => rank(a) - rank(b));
  if (!key) throw new RangeError('nothing to ask');
  return facts.unknown?.includes(key) ? { ...unsaid(key), otherDays: false } : { status: 'needs', key };
}

/** What decides on the rule is asked first. */
const rank = (key: Key) => (key === 'care' ? 0 : key === 'scheme' ? 1 : 2);

type Worked =
  | Extract<Outcome, { status: 'needs' | 'missing' }>
  | { readonly status: 'estimate'; readonly value: Estimate };

function worked(file: RuleFile, rule: SumRule, presumed: readonly 'scheme'[], said: Facts, day: string): Worked {
  const facts: Facts = presumed.length > 0 ? { ...said, ...schemeOf(rule) } : said;
  const found = spread((each, reading) => workOut(rule, each, reading, { file, day }), facts);
  if (found.status === 'needs') return found;
  if (found.status === 'missing') return { ...found, file, otherDays: false };
  const [first, ...rest] = found.value;
  if (!first) return { status: 'missing', file, otherDays: false };
  const variants = [first, ...rest] as const;
  return {
    status: 'estimate',
    value: { file, rule, facts, presumed, variants, notices: noticesOf(file, facts, day, variants) },
  };
}

function together(all: readonly Worked[], none: Outcome): Outcome {
  const asked = all.find(({ status }) => status === 'needs');
  if (asked?.status === 'needs') return asked;
  const [first, ...rest] = all.flatMap((each) => (each.status === 'estimate' ? [each.value] : []));
  if (first) return { status: 'estimated', estimates: [first, ...rest] };
  const lacking = all.find(({ status }) => status === 'missing');
  return lacking?.status === 'missing' ? lacking : none;
}

function noticesOf(file: RuleFile, facts: Facts, day: string, variants: readonly Variant<Work>[]): Notice[] {
  const isLine = (rule: Rule): rule is Extract<Rule, { kind: 'line' }> => rule.kind === 'line';
  // the least of all readings: a line is told of only where it is reached in every one
  const own = Math.min(...variants.map(({ result }) => (result.kind === 'payment' ? result.own : 0)));
  return rulesFor(file, facts, day, isLine).flatMap(({ rule }) => {
    const found = firstCase(rule.cases, facts, '');
    if (found.status !== 'settled') return [];
    return own + (facts.ownBefore ?? 0) >= found.value.own ? [{ says: rule.says, clause: found.value.clause }] : [];
  });
}

/** What the texts do say of such a case, though no sum can be worked out by it. */
function nearestTo(files: readonly RuleFile[], facts: Facts, day: string): { readonly nearest?: Nearest } {
  const isOrientation = (rule: Rule): rule is Extract<Rule, { kind: 'orientation' }> => rule.kind === 'orientation';
  for (const file of files) {
    const rule = rulesFor(file, facts, day, isOrientation)[0]?.rule;
    const clause = rule && file.clauses[rule.clause];
    if (rule && clause) return { nearest: { file, says: rule.says, clause } };
  }
  return {};
}

/** Whether a rule would be for these facts on another day. */
function heldOnOtherDays(files: readonly RuleFile[], facts: Facts): boolean {
  return files.some((file) =>
    file.rules.some(
      (rule) =>
        rule.kind === 'payment' &&
        selectRule({ ...file, rules: [{ ...rule, from: '0001-01-01', to: '9999-12-31' }] }, facts, '2000-01-01')
          .status === 'rule',
    ),
  );
}
