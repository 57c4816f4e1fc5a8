/**
 * Finds the weights by which a passage is held to answer a question:
 * npx tsx bench/train-answerable.ts [--write] [--misses] SET.jsonl…
 * Logistic regression on labelled questions, asked as the bot asks them, and on those of `notHeld`, each judged by what
 * was learnt from the others. Each set has an author; leaving one out at a time says what to expect of the next. With
 * --write the weights of all of them together go to src/answering/answerable-weights.ts.
 */
import { writeFileSync } from 'node:fs';
import { type AnswerableFeature, answerableFeatures } from '../src/answering/answerable.js';
import { type Example, type Examples, readExamples } from './answerable-examples.js';
import { areaUnderCurve } from './auroc.js';

const STEPS = 4_000;
const RATE = 0.5;
/** Answering begins where so many of the right passages do: no more than one in twenty may be refused wrongly. */
const ANSWERED = 0.95;
/** Keeps weights small that little speaks for. */
const RIDGE = 0.003;

const dot = (weights: readonly number[], features: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * (features[at] ?? 0), 0);

/** What is found speaks for an answer and what is strange, unsaid or doubted against it, whatever a chance example says. */
function within(feature: AnswerableFeature | undefined, weight: number): number {
  if (feature === 'always') return weight;
  return feature === 'confidence' || feature === 'intent' ? Math.max(0, weight) : Math.min(0, weight);
}

/** Gradient descent on features of like spread; the weights returned are for the features as they are. */
function trained(examples: readonly Example[]): number[] {
  const spread = answerableFeatures.map(
    (_, at) =>
      Math.sqrt(examples.reduce((sum, { features }) => sum + (features[at] ?? 0) ** 2, 0) / examples.length) || 1,
  );
  const scaled = examples.map(({ features }) => features.map((value, at) => value / (spread[at] ?? 1)));
  let weights = spread.map(() => 0);
  // Both sides count the same, however many examples each has.
  const share = (right: boolean) => examples.length / (2 * examples.filter((each) => each.right === right).length);
  const [forRight, forWrong] = [share(true), share(false)];
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = weights.map((weight) => RIDGE * weight);
    examples.forEach(({ right }, at) => {
      const features = scaled[at] ?? [];
      const error = (1 / (1 + Math.exp(-dot(weights, features))) - (right ? 1 : 0)) * (right ? forRight : forWrong);
      features.forEach((value, feature) => {
        slopes[feature] = (slopes[feature] ?? 0) + (error * value) / examples.length;
      });
    });
    weights = weights.map((weight, at) => within(answerableFeatures[at], weight - RATE * (slopes[at] ?? 0)));
  }
  return weights.map((weight, at) => weight / (spread[at] ?? 1));
}

interface Scored extends Example {
  readonly score: number;
}

/** Each author's questions by weights learnt from the others'. */
function byOthers(examples: readonly Example[], authors: readonly string[]): Scored[] {
  return authors.flatMap((author) => {
    const weights = trained(examples.filter((each) => each.author !== author));
    return examples
      .filter((each) => each.author === author)
      .map((each) => ({ ...each, score: dot(weights, each.features) }));
  });
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function sharesFrom(begins: number, scored: readonly Scored[], declined: number) {
  const [rights, wrongs] = [true, false].map((right) => scored.filter((each) => each.right === right));
  const silent = (wrongs ?? []).filter(({ score }) => score < begins).length + declined;
  return {
    answered: (rights ?? []).filter(({ score }) => score >= begins).length / Math.max(1, rights?.length ?? 0),
    silent: silent / Math.max(1, (wrongs?.length ?? 0) + declined),
  };
}

function report({ examples, declined }: Examples): string {
  const authors = [...new Set(examples.map(({ author }) => author))].filter((author) => author !== 'notHeld');
  const scored = byOthers(examples, authors);
  const ofAuthors = declined.filter((author) => author !== 'notHeld').length;
  const rights = scored.filter(({ right }) => right).map(({ score }) => score);
  const begins = rights.sort((a, b) => a - b)[Math.floor((1 - ANSWERED) * rights.length)] ?? 0;
  const told = (name: string, own: readonly Scored[], left: number) => {
    const of = (right: boolean) => own.filter((each) => each.right === right).map(({ score }) => score);
    const { answered, silent } = sharesFrom(begins, own, left);
    const auroc = areaUnderCurve(of(true), of(false)).toFixed(3);
    console.log(`  ${name}: AUROC ${auroc}, answered ${percent(answered)}, rightly silent ${percent(silent)}`);
  };
  console.log('each author judged by what was learnt from the others:');
  for (const author of authors)
    told(
      author,
      scored.filter((each) => each.author === author),
      declined.filter((other) => other === author).length,
    );
  told('all of them', scored, ofAuthors);
  if (process.argv.includes('--misses'))
    for (const { score, right, features, name } of scored)
      if (score >= begins !== right)
        console.log(
          right ? 'MISS' : 'LEAK',
          (score - begins).toFixed(2),
          features.map((f) => f.toFixed(2)).join(' '),
          name,
        );
  const [always = 0, ...others] = trained(examples);
  const named = [always - begins, ...others].map(
    (weight, at) => `  ${answerableFeatures[at]}: ${Number(weight.toFixed(2))},`,
  );
  return named.join('\n');
}

const read = await readExamples(process.argv.slice(2).filter((argument) => !argument.startsWith('--')));
const source = `/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
${report(read)}
};
`;
console.log(source);
if (process.argv.includes('--write'))
  writeFileSync(new URL('../src/answering/answerable-weights.ts', import.meta.url), source);
