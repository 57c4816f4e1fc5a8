/**
 * Finds the weights of src/retrieval/rerank-weights.ts: npx tsx bench/train-rerank.ts [--write]
 * A listwise softmax (the right documents' share of the probability), the shared sets weighed alike, questions as they
 * are and damaged. Trained on each half of the questions and told on the other; the weights kept are of all.
 */
import { writeFileSync } from 'node:fs';
import { LexicalSearcher } from '../src/retrieval/lexical/lexical-search.js';
import { readQuestion } from '../src/retrieval/question.js';
import { featureOf, rerankFeatures } from '../src/retrieval/rerank.js';
import { TextScanner } from '../src/retrieval/text-scan.js';
import { createWording } from '../src/retrieval/wording.js';
import { damaged, indexSet, meanReciprocalRank, type RetrievalSet, sharedSets } from './shared-sets.js';

interface Sample {
  /** One row of features a candidate. */
  readonly rows: readonly Float64Array[];
  readonly right: readonly boolean[];
  readonly weight: number;
}

const STEPS = 400;
const RATE = 0.1;
const DECAY = 1e-3;

function samplesOf(set: RetrievalSet): { plain: Sample[]; damaged: Sample[] } {
  const index = indexSet(set);
  const searcher = new LexicalSearcher(index);
  const scanner = new TextScanner(index);
  const wording = createWording();
  const read = (questions: RetrievalSet['questions']): Sample[] =>
    questions.map(({ text, rel }) => {
      const question = readQuestion(text, index, wording);
      const hits = searcher.search(question.searched, 100);
      scanner.prepare(question);
      const best = hits[0]?.score || 1;
      const rows = hits.map(({ document, score }) => {
        const candidate = {
          lexical: score / scanner.total,
          relative: score / best,
          fit: scanner.fit(document),
        };
        return Float64Array.from(rerankFeatures, (feature) => featureOf(candidate, feature));
      });
      const right = hits.map(({ document }) => rel.includes(set.documents[document]?.id ?? ''));
      return { rows, right, weight: 1 / questions.length };
    });
  return { plain: read(set.questions), damaged: read(damaged(set, index)) };
}

function scoreOf(weights: Float64Array, row: Float64Array): number {
  let score = 0;
  for (let at = 0; at < row.length; at++) score += (weights[at] as number) * (row[at] as number);
  return score;
}

/** Adam on the listwise loss. */
function train(samples: readonly Sample[]): Float64Array {
  const size = rerankFeatures.length;
  const weights = new Float64Array(size);
  weights[0] = 10;
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const learnable = samples.filter(({ right }) => right.includes(true));
  const total = learnable.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size);
    for (const sample of learnable) addGradient(gradient, weights, sample);
    for (let at = 0; at < size; at++) {
      const slope = (gradient[at] as number) / total + DECAY * (weights[at] as number);
      first[at] = 0.9 * (first[at] as number) + 0.1 * slope;
      second[at] = 0.999 * (second[at] as number) + 0.001 * slope * slope;
      const pace = (first[at] as number) / (1 - 0.9 ** step);
      weights[at] =
        (weights[at] as number) - (RATE * pace) / (Math.sqrt((second[at] as number) / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return weights;
}

function addGradient(gradient: Float64Array, weights: Float64Array, { rows, right, weight }: Sample): void {
  const scores = rows.map((row) => scoreOf(weights, row));
  const highest = Math.max(...scores);
  const masses = scores.map((score) => Math.exp(score - highest));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  const good = masses.reduce((sum, mass, at) => (right[at] ? sum + mass : sum), 0);
  rows.forEach((row, at) => {
    const mass = masses[at] as number;
    const pull = weight * (mass / all - (right[at] ? mass / good : 0));
    for (let feature = 0; feature < row.length; feature++) {
      gradient[feature] = (gradient[feature] as number) + pull * (row[feature] as number);
    }
  });
}

function rankOf(weights: Float64Array, { rows, right }: Sample): number {
  const scores = rows.map((row) => scoreOf(weights, row));
  const order = scores.map((_, at) => at).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return order.findIndex((at) => right[at]);
}

const sets = sharedSets();
const samples = sets.map((set) => ({ name: set.name, ...samplesOf(set) }));
const half = (list: readonly Sample[], part: number): Sample[] => list.filter((_, at) => at % 2 === part);
const asFound = Float64Array.from(rerankFeatures, (feature) => (feature === 'lexical' ? 1 : 0));
const trained = [0, 1].map((part) =>
  train(samples.flatMap((set) => [...half(set.plain, part), ...half(set.damaged, part)])),
);
for (const kind of ['plain', 'damaged'] as const) {
  for (const { name, [kind]: list } of samples) {
    const told = trained.map((weights, part) =>
      meanReciprocalRank(half(list, 1 - part).map((sample) => rankOf(weights, sample))),
    );
    const before = meanReciprocalRank(list.map((sample) => rankOf(asFound, sample)));
    const after = ((told[0] as number) + (told[1] as number)) / 2;
    console.log(
      `${name} ${kind}: lexical ${before.toFixed(4)}, reranked, on the half not trained on ${after.toFixed(4)}`,
    );
  }
}
const weights = train(samples.flatMap(({ plain, damaged: rest }) => [...plain, ...rest]));
const lines = rerankFeatures.map((feature, at) => `  ${feature}: ${(weights[at] as number).toFixed(2)},`);
console.log(lines.join('\n'));
if (process.argv.includes('--write')) {
  writeFileSync(
    'src/retrieval/rerank-weights.ts',
    `/** Written by bench/train-rerank.ts from the shared retrieval sets; one setting for every kind of text. */
export const rerankWeights = {
${lines.join('\n')}
} as const;
`,
  );
}
