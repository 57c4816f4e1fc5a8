/**
 * Finds the weights by which a passage is held to answer a question:
 * npx tsx bench/train-answerable.ts [--write] [--misses] SET.jsonl…
 * Logistic regression on labelled questions, asked as the bot asks them; five-fold cross-validation says what to expect
 * of new ones. With --write the weights of all of them together go to src/answering/answerable-weights.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type AnswerableFeature, answerableFeatures, featuresOf } from '../src/answering/answerable.js';
import { createBoundaries } from '../src/answering/boundaries.js';
import { createDoubt } from '../src/answering/doubt.js';
import { find } from '../src/answering/find.js';
import { noShelf } from '../src/answering/likeness.js';
import { createGazetteer } from '../src/answering/places.js';
import { understand } from '../src/answering/understand.js';
import { loadConfig } from '../src/app/config.js';
import { chooseEmbedder } from '../src/app/embedding.js';
import { readKnowledgeData } from '../src/app/knowledge-data.js';
import { openLibrary } from '../src/app/library.js';
import { openAnswering } from '../src/app/open-answering.js';
import type { Topic } from '../src/domain/answer.js';
import { conversationOf, mustRefuse, parseQuestionSet } from '../src/evaluation/question-set.js';
import { normalise } from '../src/lib/chinese/normalise.js';
import { chinaDay, systemClock } from '../src/lib/clock.js';
import { nothingWithdrawn } from '../src/retrieval/withdrawn.js';
import { areaUnderCurve } from './auroc.js';

const FOLDS = 5;
const STEPS = 4_000;
const RATE = 0.5;
/** Keeps weights small that little speaks for. */
const RIDGE = 0.003;
/** A right passage this far down is not what the bot would say. */
const AMONG = 3;

interface Example {
  readonly name: string;
  readonly features: readonly number[];
  readonly right: boolean;
}

const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flag = (name: string) => process.argv.includes(`--${name}`);

async function examplesOf(paths: readonly string[]): Promise<{ examples: Example[]; declined: number }> {
  const config = loadConfig({});
  const asOf = chinaDay(systemClock.now());
  const { answering, library: opened } = await openAnswering({ config, warn: console.error, build: 'stale' });
  const library = await openLibrary({
    config,
    embedder: await chooseEmbedder(config),
    warn: console.error,
    withdrawn: nothingWithdrawn,
  });
  const data = await readKnowledgeData(config);
  const knowledge = library.current();
  const boundaries = createBoundaries(data.boundaries, data.boundaryExamples);
  const doubt = createDoubt(data.boundaries, data.boundaryExamples, () => knowledge.asks(), noShelf);
  const gazetteer = createGazetteer(data.places, knowledge.info.places);
  const examples: Example[] = [];
  const topics = new Map<string, Topic>();
  let declined = 0;
  for (const row of paths.flatMap((path) => parseQuestionSet(readFileSync(path, 'utf8')))) {
    const previous = topics.get(conversationOf(row));
    const request = { question: row.question, asOf, ...(previous ? { previous } : {}) };
    topics.set(conversationOf(row), (await answering.extract(request)).topic);
    const understood = understand(request, { normalise, boundaries: boundaries.exact, gazetteer });
    if (understood.boundary && !understood.boundary.continues) {
      declined += mustRefuse(row) ? 1 : 0;
      continue;
    }
    if (understood.unknownPlace) continue;
    const [finding] = (await find(knowledge, understood, { asOf })).found;
    const passages = finding?.passages.slice(0, AMONG) ?? [];
    const held = passages.find(({ chunk }) => chunk.facts.some((fact) => row.facts.includes(fact)));
    const passage = mustRefuse(row) ? passages[0] : held;
    if (!finding || !passage) continue;
    const features = featuresOf({ passage, question: finding.own, doubt: doubt(finding.own) ?? 0 });
    examples.push({
      name: `${row.id} ${row.question}`,
      features: answerableFeatures.map((feature) => features[feature]),
      right: !mustRefuse(row),
    });
  }
  library.close();
  await opened.close();
  return { examples, declined };
}

const dot = (weights: readonly number[], features: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * (features[at] ?? 0), 0);

/** What is found speaks for an answer and doubt against it, whatever a chance example says. */
function within(feature: AnswerableFeature | undefined, weight: number): number {
  if (feature === 'confidence') return Math.max(0, weight);
  return feature === 'reassured' || feature === 'doubted' ? Math.min(0, weight) : weight;
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

function crossValidated(examples: readonly Example[]): number[] {
  const scores = examples.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = trained(examples.filter((_, at) => at % FOLDS !== fold));
    examples.forEach(({ features }, at) => {
      if (at % FOLDS === fold) scores[at] = dot(weights, features);
    });
  }
  return scores;
}

const { examples, declined } = await examplesOf(files);

/** Cross-validates, tells the figures, and gives the weights as source lines; answering begins where both shares are best. */
function report(examples: readonly Example[]): string {
  const scores = crossValidated(examples);
  const of = (right: boolean) => scores.filter((_, at) => examples[at]?.right === right);
  const shares = (from: number) => ({
    answered: of(true).filter((score) => score >= from).length / of(true).length,
    silent: (of(false).filter((score) => score < from).length + declined) / (of(false).length + declined),
  });
  const worst = (from: number) => Math.min(...Object.values(shares(from)));
  const begins = scores.reduce((best, score) => (worst(score) > worst(best) ? score : best), 0);
  const { answered, silent } = shares(begins);
  console.log(`cross-validated: AUROC ${areaUnderCurve(of(true), of(false)).toFixed(4)}`);
  console.log(`  answered ${(100 * answered).toFixed(1)} %, rightly silent ${(100 * silent).toFixed(1)} %`);
  if (flag('misses'))
    examples.forEach(({ name, right, features }, at) => {
      const score = scores[at] ?? 0;
      if (score >= begins !== right)
        console.log(right ? 'MISS' : 'LEAK', score.toFixed(2), features.map((f) => f.toFixed(2)).join(' '), name);
    });
  const [always = 0, ...others] = trained(examples);
  const weights = [always - begins, ...others];
  const named = answerableFeatures.map((feature, at) => `  ${feature}: ${Number((weights[at] ?? 0).toFixed(2))},`);
  return named.join('\n');
}

const lacking = examples.filter(({ right }) => !right).length;
console.log(`${examples.length} examples, ${lacking} to be left and ${declined} more declined by words`);
const source = `/** Written by bench/train-answerable.ts. */
export const answerableWeights = {
${report(examples)}
};
`;
console.log(source);
if (flag('write')) writeFileSync(new URL('../src/answering/answerable-weights.ts', import.meta.url), source);
