/**
 * Prints what retrieval finds on the shared sets, and what each part adds: npx tsx bench/retrieval-quality.ts
 * MRR@10 with words alone, reranked, and with the vectors that need no model; on damaged questions; and how well the
 * certainty tells a set's questions from those of the others (AUROC). One setting for every set.
 */
import { createFinder, type Finder, type FindOptions } from '../src/retrieval/finder.js';
import { hashedEmbedder } from '../src/retrieval/hashed-embedder.js';
import { exactIndex } from '../src/retrieval/vectors/exact-index.js';
import type { VectorIndex } from '../src/retrieval/vectors/vector-index.js';
import { areaUnderCurve } from './auroc.js';
import {
  damaged,
  indexSet,
  meanReciprocalRank,
  type RetrievalSet,
  type SetQuestion,
  sharedSets,
} from './shared-sets.js';

const goals: Readonly<Record<string, { mrr: number; auroc: number }>> = {
  cmrc: { mrr: 0.985, auroc: 0.99 },
  drcd: { mrr: 0.96, auroc: 0.99 },
  stard: { mrr: 0.39, auroc: 0.9 },
};

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

async function score(
  { documents }: RetrievalSet,
  questions: readonly SetQuestion[],
  finder: Finder,
  options: (question: string) => Promise<Partial<FindOptions>> = async () => ({}),
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

const sets = sharedSets();
if (sets.length === 0) console.log('没有找到评测集：请用 YIWEN_BENCH_SETS 指明它们所在的文件夹');
for (const set of sets) {
  const index = indexSet(set);
  const finder = createFinder(index);
  const vectors = await vectorsOf(set);
  const withVectors = (trust: number) => async (text: string) => {
    const [vector = new Float32Array(embedder.dimension)] = await embedder.embed([text], 'query');
    return { neighbours: { found: vectors.nearest(vector, 100), trust, alone: false } };
  };
  const reranked = await score(set, set.questions, finder);
  const hurt = await score(set, damaged(set, index), finder);
  const others = sets.filter((other) => other !== set).flatMap(({ questions }) => questions);
  console.table({
    [set.name]: {
      'words alone': (await score(set, set.questions, finder, async () => ({ withoutRerank: true }))).toFixed(4),
      reranked: reranked.toFixed(4),
      'goal MRR@10': goals[set.name]?.mrr,
      'vectors ×.5': (await score(set, set.questions, finder, withVectors(0.5))).toFixed(4),
      'vectors ×2': (await score(set, set.questions, finder, withVectors(2))).toFixed(4),
      damaged: hurt.toFixed(4),
      'loss (goal ≤ .015)': (reranked - hurt).toFixed(4),
      AUROC: areaUnderCurve(confidences(set.questions, finder), confidences(others, finder)).toFixed(4),
      'goal AUROC': goals[set.name]?.auroc,
    },
  });
}
console.log('insurance clauses, government notices: not measured here (goals .525 and .900)');
