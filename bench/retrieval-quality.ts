/**
 * What retrieval finds on the shared sets, and what each part adds: npx tsx bench/retrieval-quality.ts
 * MRR@10 with words alone, reranked, and with the vectors that need no model; on damaged questions; and how well the
 * certainty tells a set's questions from those of the others (AUROC). One setting for every set.
 */
import { createFinder, type Finder, type FindOptions } from '../src/retrieval/finder.js';
import { hashedEmbedder } from '../src/retrieval/hashed-embedder.js';
import { exactIndex } from '../src/retrieval/vectors/exact-index.js';
import type { VectorIndex } from '../src/retrieval/vectors/vector-index.js';
import { areaUnderCurve } from './auroc.js';
import { markdownTable, share } from './markdown.js';
import { barChart } from './plots/bars.js';
import { keepReport, quick } from './results.js';
import { lossGoal, setGoals } from './set-goals.js';
import {
  damaged,
  indexSet,
  meanReciprocalRank,
  type RetrievalSet,
  type SetQuestion,
  sharedSets,
} from './shared-sets.js';

export interface QualityRow {
  readonly set: string;
  readonly words: number;
  readonly reranked: number;
  readonly vectors: number;
  /** By seed. */
  readonly damaged: readonly number[];
  readonly loss: number;
  readonly auroc: number;
}

const SEEDS = quick ? [1] : [1, 2, 3];
/** How much the hashed vectors are trusted where they are tried. */
const TRUST = 0.5;
const embedder = hashedEmbedder();

async function vectorsOf({ documents }: RetrievalSet): Promise<VectorIndex> {
  const vectors = new Float32Array(documents.length * embedder.dimension);
  const embedded = await embedder.embed(
    documents.map(({ title, text }) => `${title}\n${text}`),
    'document',
  );
  embedded.forEach((vector, at) => {
    vectors.set(vector, at * embedder.dimension);
  });
  return exactIndex(vectors, embedder.dimension);
}

type OptionsOf = (question: string) => Promise<Partial<FindOptions>>;

async function score(
  { documents }: RetrievalSet,
  questions: readonly SetQuestion[],
  finder: Finder,
  options: OptionsOf = async () => ({}),
): Promise<number> {
  const ranks: number[] = [];
  for (const { text, rel } of questions) {
    const found = finder.find(text, { limit: 10, ...(await options(text)) });
    ranks.push(found.findIndex(({ document }) => rel.includes(documents[document]?.id ?? '')));
  }
  return meanReciprocalRank(ranks);
}

function confidences(questions: readonly SetQuestion[], finder: Finder): number[] {
  return questions.map(({ text }) => finder.find(text, { limit: 1 })[0]?.certainty ?? 0);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function measure(set: RetrievalSet, others: readonly SetQuestion[]): Promise<QualityRow> {
  const index = indexSet(set);
  const finder = createFinder(index);
  const vectors = await vectorsOf(set);
  const withVectors: OptionsOf = async (text) => {
    const [vector = new Float32Array(embedder.dimension)] = await embedder.embed([text], 'query');
    return { neighbours: { found: vectors.nearest(vector, 100), trust: TRUST, alone: false } };
  };
  const reranked = await score(set, set.questions, finder);
  const hurt: number[] = [];
  for (const seed of SEEDS) hurt.push(await score(set, damaged(set, index, seed), finder));
  return {
    set: set.name,
    words: await score(set, set.questions, finder, async () => ({ withoutRerank: true })),
    reranked,
    vectors: await score(set, set.questions, finder, withVectors),
    damaged: hurt,
    loss: reranked - mean(hurt),
    auroc: areaUnderCurve(confidences(set.questions, finder), confidences(others, finder)),
  };
}

const sets = sharedSets();
const rows: QualityRow[] = [];
for (const set of sets) {
  const others = sets.filter((other) => other !== set).flatMap(({ questions }) => questions);
  rows.push(await measure(set, others));
}
const line = ({ set, words, reranked, vectors, damaged: hurt, loss, auroc }: QualityRow) => [
  set,
  ...[words, reranked].map(share),
  share(setGoals[set]?.mrr ?? 0),
  share(vectors),
  share(mean(hurt)),
  share(loss),
  hurt.map((value) => share(reranked - value)).join(', '),
  share(auroc),
  share(setGoals[set]?.auroc ?? 0),
];
const headings = `Set|words alone|reranked|goal|with vectors ×${TRUST}|damaged|loss|loss by seed|AUROC|goal`;
keepReport({
  name: 'retrieval-quality',
  title: 'What retrieval finds',
  raw: { rows },
  text:
    rows.length === 0
      ? 'No retrieval sets here: YIWEN_BENCH_SETS names the folder that holds them.'
      : `${markdownTable(headings.split('|'), rows.map(line))}\n\nMean loss ${share(mean(rows.map(({ loss }) => loss)))}.`,
  plots:
    rows.length === 0
      ? {}
      : {
          damage: barChart({
            title: 'What damaged questions cost',
            subtitle: 'MRR@10 lost where a tenth of the characters is mistyped, misheard or missing; shorter is better',
            groups: [
              {
                name: `mean of ${SEEDS.length} seeds`,
                goal: { value: lossGoal, label: `goal ≤ ${share(lossGoal)}` },
                bars: [
                  ...rows.map(({ set, loss }) => ({
                    name: set,
                    value: loss,
                    label: share(loss),
                    tone: 'light' as const,
                  })),
                  {
                    name: 'on average',
                    value: mean(rows.map(({ loss }) => loss)),
                    label: share(mean(rows.map(({ loss }) => loss))),
                    tone: 'ours',
                  },
                ],
              },
            ],
          }),
        },
});
