/**
 * Finds the weights of src/retrieval/rerank-weights.ts: npx tsx bench/train-rerank.ts [--write]
 * Learns from the shared sets and from two of our own (what residents ask and the headings, to the sections of
 * knowledge/), weighed alike, questions as they are and damaged. Told on the half of the questions that was not trained
 * on, and on each set when only the others were trained on; the weights kept are of all.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest } from '../src/ingestion/ingest.js';
import { createFinder } from '../src/retrieval/finder.js';
import { rerankFeatures } from '../src/retrieval/rerank.js';
import { type Sample, scoresOf, trainListwise } from './listwise.js';
import { damaged, indexSet, meanReciprocalRank, type RetrievalSet, sharedSets } from './shared-sets.js';

interface Samples {
  readonly name: string;
  readonly plain: readonly Sample[];
  readonly damaged: readonly Sample[];
}

/** The sections of our own knowledge, found by what people ask for them, and by their headings. */
async function ownSets(): Promise<RetrievalSet[]> {
  const { chunks } = await ingest({ paths: ['knowledge'], cacheFolder: join(tmpdir(), 'yiwen-train'), dryRun: true });
  const documents = chunks.map(({ id, title, text }) => ({ id, title, text }));
  const setOf = (name: string, questionsOf: (chunk: (typeof chunks)[number]) => readonly string[]): RetrievalSet => ({
    name,
    documents,
    questions: chunks.flatMap((chunk) =>
      questionsOf(chunk).map((text, at) => ({ qid: `${chunk.id}-${at}`, text, rel: [chunk.id] })),
    ),
  });
  return [
    setOf('own asks', ({ asks = [] }) => asks.filter((_, at) => at % 3 === 0)),
    setOf('own headings', ({ headings }) => headings.slice(-1)),
  ];
}

function samplesOf(set: RetrievalSet): Samples {
  const index = indexSet(set);
  const finder = createFinder(index);
  const read = (questions: RetrievalSet['questions']): Sample[] =>
    questions.map(({ text, rel }) => {
      const candidates = finder.candidates(text);
      const right = candidates.map(({ document }) => rel.includes(set.documents[document]?.id ?? ''));
      const rows = candidates.flatMap((candidate) => rerankFeatures.map((feature) => candidate[feature]));
      return { rows: Float64Array.from(rows), right, weight: 1 / questions.length };
    });
  return { name: set.name, plain: read(set.questions), damaged: read(damaged(set, index)) };
}

function train(samples: readonly Sample[]): Float64Array {
  return trainListwise(samples, rerankFeatures.length);
}

function rankOf(weights: Float64Array, sample: Sample): number {
  const scores = scoresOf(weights, sample);
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return order.findIndex((at) => sample.right[at]);
}

function scored(weights: Float64Array, samples: readonly Sample[]): number {
  return meanReciprocalRank(samples.map((sample) => rankOf(weights, sample)));
}

const sets = [...sharedSets(), ...(await ownSets())].map(samplesOf);
const both = (list: readonly Samples[]): Sample[] => list.flatMap(({ plain, damaged: hurt }) => [...plain, ...hurt]);
const half = (list: readonly Sample[], part: number): Sample[] => list.filter((_, at) => at % 2 === part);
const asFound = Float64Array.from(rerankFeatures, (feature) => (feature === 'relative' ? 1 : 0));
const halves = [0, 1].map((part) =>
  train(sets.flatMap((set) => [...half(set.plain, part), ...half(set.damaged, part)])),
);
const table = sets.flatMap((set) => {
  const others = train(both(sets.filter((other) => other !== set)));
  const rest = halves.map((weights, part) => (kind: 'plain' | 'damaged') => scored(weights, half(set[kind], 1 - part)));
  return (['plain', 'damaged'] as const).map((kind) => ({
    set: `${set.name}, ${kind}`,
    lexical: scored(asFound, set[kind]).toFixed(4),
    'half not trained on': (rest.reduce((sum, told) => sum + told(kind), 0) / rest.length).toFixed(4),
    'set not trained on': scored(others, set[kind]).toFixed(4),
  }));
});
console.table(table);
const weights = train(both(sets));
const lines = rerankFeatures.map((feature, at) => `  ${feature}: ${(weights[at] as number).toFixed(2)},`);
console.log(lines.join('\n'));
if (process.argv.includes('--write')) {
  writeFileSync(
    'src/retrieval/rerank-weights.ts',
    `/** Written by bench/train-rerank.ts; one setting for every kind of text. */
export const rerankWeights = {
${lines.join('\n')}
} as const;
`,
  );
}
