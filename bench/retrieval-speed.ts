/**
 * Speed against SQLite FTS5 in the same run, on stard's 58 thousand documents: npx tsx bench/retrieval-speed.ts
 * The baseline is one FTS5 table (title, body) of character bigrams joined by blanks, unicode61, an OR query of the
 * question's bigrams, ORDER BY rank LIMIT 10. Compare within one run only.
 */
import Database from 'libsql';
import { normalise } from '../src/lib/chinese/normalise.js';
import { createFinder } from '../src/retrieval/finder.js';
import { LexicalBuilder } from '../src/retrieval/lexical/lexical-builder.js';
import { type RetrievalSet, sharedSets } from './shared-sets.js';

/** FTS5 takes 20 ms a question: a sample is enough. */
const QUESTIONS = 200;

interface Timing {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

function time(questions: readonly string[], ask: (question: string) => unknown): Timing {
  for (const question of questions.slice(0, 20)) ask(question);
  const times = questions.map((question) => {
    const started = performance.now();
    ask(question);
    return performance.now() - started;
  });
  const total = times.reduce((sum, taken) => sum + taken, 0);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: (1_000 * times.length) / total, p50: at(0.5), p99: at(0.99) };
}

function bigrams(text: string): string[] {
  const runs = normalise(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return runs.flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
}

function buildFts({ documents }: RetrievalSet) {
  const database = new Database(':memory:');
  const started = performance.now();
  database.exec("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')");
  const insert = database.prepare('INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  documents.forEach(({ title, text }, at) => {
    insert.run(at + 1, bigrams(title).join(' '), bigrams(text).join(' '));
  });
  database.exec('COMMIT');
  const perSecond = (1_000 * documents.length) / (performance.now() - started);
  const select = database.prepare('SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10');
  const ask = (question: string) => {
    const pairs = [...new Set(bigrams(question))].map((pair) => `"${pair}"`);
    return pairs.length > 0 ? select.all(pairs.join(' OR ')) : [];
  };
  return { perSecond, ask };
}

function buildOurs({ documents }: RetrievalSet) {
  const started = performance.now();
  const builder = new LexicalBuilder();
  for (const { title, text } of documents) builder.add(title, text);
  const index = builder.finish();
  const perSecond = (1_000 * documents.length) / (performance.now() - started);
  const bytes = Object.values(index.arrays).reduce((sum, array) => sum + array.byteLength, 0);
  return { perSecond, bytes, finder: createFinder(index) };
}

const set = sharedSets().find(({ name }) => name === 'stard');
if (!set) console.log('没有找到评测集 stard：请用 YIWEN_BENCH_SETS 指明它所在的文件夹');
else {
  const questions = set.questions.slice(0, QUESTIONS).map(({ text }) => text);
  const ours = buildOurs(set);
  const fts = buildFts(set);
  const alone = time(questions, (question) => ours.finder.find(question, { limit: 10, withoutRerank: true }));
  const reranked = time(questions, (question) => ours.finder.find(question, { limit: 10 }));
  const base = time(questions, fts.ask);
  const row = ({ perSecond, p50, p99 }: Timing, building: number, goal: string) => ({
    'questions/s': Math.round(perSecond),
    'times FTS5': (perSecond / base.perSecond).toFixed(1),
    goal,
    'p50 ms': p50.toFixed(2),
    'p99 ms': p99.toFixed(2),
    'documents/s': Math.round(building),
    'of FTS5': (building / fts.perSecond).toFixed(2),
  });
  console.table({
    'FTS5 bigrams': row(base, fts.perSecond, ''),
    'words alone': row(alone, ours.perSecond, '≥ 30'),
    reranked: row(reranked, ours.perSecond, '≥ 15, p99 ≤ 5 ms'),
  });
  console.log(`index ${(ours.bytes / 1e6).toFixed(0)} MB, process ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
}
