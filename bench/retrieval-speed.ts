/**
 * Speed against SQLite FTS5 in the same run, on stard's 58 thousand documents: npx tsx bench/retrieval-speed.ts
 * Both answer the same questions by turns, so that a busy moment of the machine hits both. Compare within one run only.
 */
import { createFinder } from '../src/retrieval/finder.js';
import { counted, markdownTable } from './markdown.js';
import { fillFts5, searchFts5 } from './peers/fts5.js';
import { keepReport, quick } from './results.js';
import { indexSet, type RetrievalSet, sharedSets } from './shared-sets.js';
import { type Timing, timesOf, timingOf } from './timing.js';

export interface SpeedRow extends Timing {
  readonly engine: 'FTS5 bigrams' | 'words alone' | 'reranked';
  readonly timesFts5: number;
  readonly documentsPerSecond: number;
  /** Share of the baseline's documents a second. */
  readonly ofFts5: number;
}

/** Each round asks every question of each engine. */
const ROUNDS = quick ? 1 : 3;
const QUESTIONS = quick ? 60 : 543;

function built<Index>(documents: number, build: () => Index): { index: Index; perSecond: number } {
  const started = performance.now();
  const index = build();
  return { index, perSecond: (1_000 * documents) / (performance.now() - started) };
}

async function measure(set: RetrievalSet): Promise<{ rows: SpeedRow[]; indexMegabytes: number }> {
  const size = set.documents.length;
  const ours = built(size, () => indexSet(set));
  const fts5 = built(size, () => fillFts5(':memory:', set.documents));
  const finder = createFinder(ours.index);
  const engines = {
    'FTS5 bigrams': searchFts5(fts5.index),
    'words alone': (question: string) => finder.find(question, { limit: 10, withoutRerank: true }),
    reranked: (question: string) => finder.find(question, { limit: 10 }),
  };
  const questions = set.questions.slice(0, QUESTIONS).map(({ text }) => text);
  const names = Object.keys(engines) as (keyof typeof engines)[];
  const times: Record<keyof typeof engines, number[]> = { 'FTS5 bigrams': [], 'words alone': [], reranked: [] };
  for (const name of names) await timesOf(questions.slice(0, 20), engines[name]);
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) times[name].push(...(await timesOf(questions, engines[name])));
  const base = timingOf(times['FTS5 bigrams']).perSecond;
  const rows = names.map((engine) => {
    const timing = timingOf(times[engine]);
    const documentsPerSecond = engine === 'FTS5 bigrams' ? fts5.perSecond : ours.perSecond;
    const ofFts5 = documentsPerSecond / fts5.perSecond;
    return { engine, ...timing, timesFts5: timing.perSecond / base, documentsPerSecond, ofFts5 };
  });
  const bytes = Object.values(ours.index.arrays).reduce((sum, array) => sum + array.byteLength, 0);
  return { rows, indexMegabytes: bytes / 1e6 };
}

const set = sharedSets(['stard'])[0];
const measured = set ? await measure(set) : undefined;
const line = ({ engine, perSecond, timesFts5, p50, p99, documentsPerSecond, ofFts5 }: SpeedRow) => [
  engine,
  counted(perSecond),
  timesFts5.toFixed(1),
  p50.toFixed(2),
  p99.toFixed(2),
  counted(documentsPerSecond),
  ofFts5.toFixed(2),
];
const headings = ['', 'questions/s', 'times FTS5', 'p50 ms', 'p99 ms', 'documents/s', 'of FTS5'];
keepReport({
  name: 'retrieval-speed',
  title: 'Speed against SQLite FTS5',
  raw: { rows: measured?.rows ?? [], indexMegabytes: measured?.indexMegabytes },
  text:
    set && measured
      ? `${counted(set.documents.length)} documents, ${Math.min(QUESTIONS, set.questions.length)} questions × ${ROUNDS}.\n\n${markdownTable(headings, measured.rows.map(line))}\n\nThe index takes ${measured.indexMegabytes.toFixed(0)} MB; this process, with the texts, both indexes and all, ${counted(process.memoryUsage().rss / 1e6)} MB.`
      : 'The set stard is not here: YIWEN_BENCH_SETS names the folder that holds it.',
});
