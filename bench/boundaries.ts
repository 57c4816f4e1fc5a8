/**
 * How well the boundaries tell what must not be answered: npx tsx bench/boundaries.ts [--cross-only] [--misses]
 * Ten-fold cross-validation on knowledge/boundary-examples.yaml (each tenth judged by what the rest taught), then the
 * held-out sentences of test/fixtures/boundaries, by exact words alone and with the examples; refusals and calls for
 * help apart; training and asking time.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  type BoundaryExamples,
  boundariesSchema,
  boundaryExamplesSchema,
  createBoundaries,
} from '../src/answering/boundaries.js';
import { normalise } from '../src/lib/chinese/normalise.js';

interface Sentence {
  readonly text: string;
  /** Undefined for a genuine question. */
  readonly rule?: string;
}

const FOLDS = 10;
const rules = boundariesSchema.parse(parse(readFileSync('knowledge/boundaries.yaml', 'utf8')));
const examples = boundaryExamplesSchema.parse(parse(readFileSync('knowledge/boundary-examples.yaml', 'utf8')));

const helping = new Set(rules.filter((rule) => rule.continue).map(({ id }) => id));

const sentencesOf = ({ rules: taught, genuine }: BoundaryExamples): Sentence[] => [
  ...taught.flatMap(({ id, examples }) => examples.map((text) => ({ text, rule: id }))),
  ...genuine.map((text) => ({ text })),
];

function heldOut(): Sentence[] {
  const lines = (name: string) => readFileSync(`test/fixtures/boundaries/${name}`, 'utf8').trimEnd().split('\n');
  const refusable = lines('refusable.txt').map((line) => {
    const [rule = '', text = ''] = line.split('\t');
    return { text, rule };
  });
  return [...refusable, ...lines('genuine.txt').map((text) => ({ text }))];
}

/** Which tenth a sentence is in: by its own characters, so that a new sentence moves no other. */
function foldOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) % FOLDS;
}

const keep = (fold: number): BoundaryExamples => ({
  ...examples,
  rules: examples.rules.map((rule) => ({ ...rule, examples: rule.examples.filter((text) => foldOf(text) !== fold) })),
  genuine: examples.genuine.filter((text) => foldOf(text) !== fold),
});

type Judge = (text: string) => string | undefined;

function judgeOf(learnt?: BoundaryExamples): Judge {
  const { exact, alike } = createBoundaries(rules, learnt);
  return (text) => (exact(normalise(text)) ?? alike(normalise(text)))?.id;
}

/** What a call for help precedes is answered all the same: not refused. */
const refusing =
  (judge: Judge): Judge =>
  (text) => {
    const said = judge(text);
    return said !== undefined && helping.has(said) ? undefined : said;
  };

/** Calls for help that were heard, those that were refused as something else, and 120 said where nobody is in danger. */
function reportHelp(name: string, sentences: readonly Sentence[], judge: Judge): void {
  const judged = sentences.map(({ text, rule }) => ({ text, danger: rule !== undefined, said: judge(text) }));
  const calls = judged.filter(({ danger }) => danger);
  const heard = calls.filter(({ said }) => said !== undefined && helping.has(said));
  const refused = calls.filter(({ said }) => said !== undefined && !helping.has(said));
  const genuine = judged.filter(({ danger }) => !danger);
  const needless = genuine.filter(({ said }) => said !== undefined && helping.has(said));
  console.log(
    `${name}: calls heard ${heard.length}/${calls.length} (${percent(heard.length, calls.length)}), ` +
      `refused ${refused.length}; needless ${needless.length}/${genuine.length} (${percent(needless.length, genuine.length)})`,
  );
  for (const { text, said } of refused) console.log(`    call refused (${said}): ${text}`);
  for (const { text, said } of needless) console.log(`    needless (${said}): ${text}`);
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function report(name: string, sentences: readonly Sentence[], judge: Judge): void {
  const judged = sentences.map((sentence) => ({ ...sentence, said: judge(sentence.text) }));
  const refusable = judged.filter(({ rule }) => rule !== undefined);
  const caught = refusable.filter(({ said }) => said !== undefined);
  const genuine = judged.filter(({ rule }) => rule === undefined);
  const refused = genuine.filter(({ said }) => said !== undefined);
  const right = caught.filter(({ said, rule }) => said === rule);
  console.log(
    `${name}: refused ${caught.length}/${refusable.length} (${percent(caught.length, refusable.length)}), ` +
      `by the right rule ${percent(right.length, caught.length)}; ` +
      `wrongly ${refused.length}/${genuine.length} (${percent(refused.length, genuine.length)})`,
  );
  for (const { text, said } of refused) console.log(`    wrongly refused (${said}): ${text}`);
  if (!process.argv.includes('--misses') || judge === exactly) return;
  for (const { text, rule } of refusable.filter(({ said }) => said === undefined))
    console.log(`    missed ${rule}: ${text}`);
}

const labelled = sentencesOf(examples);
const dangers = labelled.filter(({ rule }) => rule === undefined || helping.has(rule));
const refusable = labelled.filter(({ rule }) => rule === undefined || !helping.has(rule));
const folds = Array.from({ length: FOLDS }, (_, fold) => judgeOf(keep(fold)));
const crossed: Judge = (text) => folds[foldOf(text)]?.(text);
const exact = judgeOf();
const exactly = refusing(exact);
report('cross-validation, exact words', refusable, exactly);
report('cross-validation, with examples', refusable, refusing(crossed));
reportHelp('cross-validation, exact words', dangers, exact);
reportHelp('cross-validation, with examples', dangers, crossed);

const held = heldOut();
const before = performance.now();
const all = judgeOf(examples);
all('怎么报销');
const learning = performance.now() - before;
if (!process.argv.includes('--cross-only')) {
  report('held out, exact words', held, exactly);
  report('held out, with examples', held, refusing(all));
  const lines = (name: string) => readFileSync(`test/fixtures/boundaries/${name}`, 'utf8').trimEnd().split('\n');
  const emergencies = [
    ...lines('emergencies.txt').map((text) => ({ text, rule: 'emergency-accident' })),
    ...lines('emergency-near-misses.txt').map((text) => ({ text })),
  ];
  reportHelp('held out, exact words', emergencies, exact);
  reportHelp('held out, with examples', emergencies, all);
}

const started = performance.now();
for (let round = 0; round < 5; round++) for (const { text } of labelled) all(text);
const each = (performance.now() - started) / (5 * labelled.length);
console.log(`learning ${labelled.length} sentences ${learning.toFixed(0)} ms; a question ${each.toFixed(3)} ms`);
