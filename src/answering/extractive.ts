import type { Citation } from '../domain/message.js';
import type { Chunk, Passage } from '../domain/passage.js';
import { refOf } from '../domain/passage-identity.js';
import { type Sentence, sentences } from './sentences.js';

/** Characters of extract text: one passage may say more than each of several; all stand within the first 300. */
const budgetAlone = 200;
const budgetBeside = 110;
const budgetThree = 80;

/** A passage of at most this many characters was written as an answer: its first sentence says the main thing. */
const writtenAsAnswer = 240;

/** Overlapping two-character pieces of the words said; they need no segmentation and survive a wrong character. */
export function bigrams(text: string): Set<string> {
  const letters = [...text.toLowerCase().replace(/[^\p{L}\p{N}%]/gu, '')];
  const pieces = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i += 1) pieces.add(`${letters[i]}${letters[i + 1]}`);
  return pieces;
}

const wantsFigure = /多少|几|多久|多长|比例|最高|最低|上限|限额|封顶|起付|倍|罚|期限|时限|多大|占比|%|钱/;

/** What being the first sentence is worth, in shared pieces, where a passage was written as an answer. */
const firstSentence = 4;

function sentenceScore(text: string, question: ReadonlySet<string>, figureWanted: boolean): number {
  let score = 0;
  for (const piece of bigrams(text)) if (question.has(piece)) score += 1;
  return score + (figureWanted && /\d/.test(text) ? 1.5 : 0);
}

/** The stretch of a long sentence that fits: whole clauses from its start, or around the best clause. */
function clip(
  text: string,
  sentence: Sentence,
  budget: number,
  question: ReadonlySet<string>,
  figure: boolean,
): Sentence {
  if (sentence.end - sentence.start <= budget) return sentence;
  const clauses = [...text.slice(sentence.start, sentence.end).matchAll(/[^，、：]+[，、：]?/gu)].map((match) => ({
    start: sentence.start + match.index,
    end: sentence.start + match.index + match[0].length,
  }));
  const scored = clauses.map((clause) => sentenceScore(text.slice(clause.start, clause.end), question, figure));
  let best = { from: 0, to: 0, score: Number.NEGATIVE_INFINITY };
  for (let from = 0; from < clauses.length; from += 1) {
    let score = 0;
    for (let to = from; to < clauses.length; to += 1) {
      score += scored[to] ?? 0;
      if ((clauses[to]?.end ?? 0) - (clauses[from]?.start ?? 0) > budget) break;
      if (score > best.score) best = { from, to, score };
    }
  }
  const start = clauses[best.from]?.start ?? sentence.start;
  const end = clauses[best.to]?.end ?? sentence.end;
  const cut = text.slice(start, Math.min(end, start + Math.max(budget, 1)));
  return { start, end: start + cut.replace(/[，、：,]+$/u, '').length };
}

/** The sentences of a text that answer, in their order, within `budget` characters. Offsets into `text`. */
export function pickSentences(text: string, question: string, budget: number): Sentence[] {
  const wanted = bigrams(question);
  const figure = wantsFigure.test(question);
  const lead = text.length <= writtenAsAnswer ? firstSentence : 0;
  const ranked = sentences(text)
    .map((sentence, position) => ({
      sentence,
      score:
        sentenceScore(text.slice(sentence.start, sentence.end), wanted, figure) +
        (position === 0 ? lead : -0.05 * position),
    }))
    .sort((a, b) => b.score - a.score);
  const first = ranked[0];
  if (!first) return [];
  const chosen = [clip(text, first.sentence, budget, wanted, figure)];
  let used = (chosen[0]?.end ?? 0) - (chosen[0]?.start ?? 0);
  for (const { sentence, score } of ranked.slice(1)) {
    const length = sentence.end - sentence.start;
    if ((score <= 0 && lead === 0) || used + length > budget) continue;
    chosen.push(sentence);
    used += length;
  }
  return chosen.sort((a, b) => a.start - b.start);
}

export function budgetFor(passages: number): number {
  return passages <= 1 ? budgetAlone : passages === 2 ? budgetBeside : budgetThree;
}

/** What is said of a passage, and the stretch of the document (or the row of its table) that proves it. */
export interface Extract {
  readonly said: string;
  readonly quote: string;
}

function bestRow(rows: readonly string[], question: string): { row: string; score: number } {
  const wanted = bigrams(question);
  const figure = wantsFigure.test(question);
  const scored = rows.map((row) => ({ row, score: sentenceScore(row, wanted, figure) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best), { row: '', score: 0 });
}

/** The sentences of a chunk that answer, or the row of its table that answers better than any of them. */
export function extractFrom(chunk: Chunk, question: string, budget: number): Extract | undefined {
  const picked = pickSentences(chunk.text, question, budget);
  const said = picked.map(({ start, end }) => chunk.text.slice(start, end)).join('');
  if (chunk.rows && chunk.rows.length > 0) {
    const { row, score } = bestRow(chunk.rows, question);
    if (row !== '' && score >= sentenceScore(said, bigrams(question), wantsFigure.test(question)))
      return { said: row, quote: row };
  }
  const first = picked[0];
  const last = picked.at(-1);
  return first && last ? { said, quote: chunk.text.slice(first.start, last.end) } : undefined;
}

/** The evidence of one extract, numbered from 1. Each line of `quote` stands in the document as it is. */
export function citationOf(passage: Passage, number: number, quote: string): Citation {
  const { chunk } = passage;
  return {
    number,
    title: chunk.title,
    heading: chunk.headings.at(-1) ?? chunk.title,
    kind: chunk.kind,
    path: chunk.path,
    place: chunk.place,
    quote,
    certainty: chunk.certainty,
    facts: chunk.facts,
    passage: refOf(chunk),
    ...(chunk.documentNumber ? { documentNumber: chunk.documentNumber } : {}),
    ...(chunk.article ? { article: chunk.article } : {}),
    ...(chunk.year ? { year: chunk.year } : {}),
    ...(chunk.effectiveFrom ? { effectiveFrom: chunk.effectiveFrom } : {}),
    ...(chunk.effectiveTo ? { effectiveTo: chunk.effectiveTo } : {}),
    ...(chunk.endDerived ? { endDerived: chunk.endDerived } : {}),
    ...(chunk.source ? { source: chunk.source } : {}),
  };
}
