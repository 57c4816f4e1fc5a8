import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { damageQuestion } from '../src/evaluation/damage-question.js';
import { seeded } from '../src/lib/seeded.js';
import { LexicalBuilder } from '../src/retrieval/lexical/lexical-builder.js';
import type { LexicalIndex } from '../src/retrieval/lexical/lexical-index.js';

export interface SetDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface SetQuestion {
  readonly qid: string;
  readonly text: string;
  /** Ids of the right documents. */
  readonly rel: readonly string[];
}

export interface RetrievalSet {
  readonly name: string;
  readonly documents: readonly SetDocument[];
  readonly questions: readonly SetQuestion[];
}

/** Where the shared sets lie, beside the project. They are read by path and never copied. */
const home = process.env.YIWEN_BENCH_SETS ?? '../shared/bench';

/** The sets that are present: stard, cmrc, drcd. */
export function sharedSets(names: readonly string[] = ['cmrc', 'drcd', 'stard']): RetrievalSet[] {
  return names
    .filter((name) => existsSync(join(home, name, 'docs.jsonl')))
    .map((name) => ({
      name,
      documents: readRows<SetDocument>(join(home, name, 'docs.jsonl')),
      questions: setQuestions(name),
    }));
}

/** A set's questions alone; none when it is not present. */
export function setQuestions(name: string): SetQuestion[] {
  const path = join(home, name, 'dev.jsonl');
  return existsSync(path) ? readRows<SetQuestion>(path) : [];
}

function readRows<Row>(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

export function indexSet({ documents }: Pick<RetrievalSet, 'documents'>): LexicalIndex {
  const builder = new LexicalBuilder();
  for (const { title, text } of documents) builder.add(title, text);
  return builder.finish();
}

/** The same questions with a tenth of their characters damaged, the same each time. */
export function damaged({ questions }: RetrievalSet, index: LexicalIndex, seed = 1): SetQuestion[] {
  const random = seeded(seed);
  const common = (unit: number): number => index.documentFrequency(index.terms.find(unit));
  return questions.map((question) => ({ ...question, text: damageQuestion(question.text, random, common) }));
}

/** Mean reciprocal rank of the first right document among the ten best. */
export function meanReciprocalRank(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + (rank >= 0 && rank < 10 ? 1 / (rank + 1) : 0), 0) / ranks.length;
}
