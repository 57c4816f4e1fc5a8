import type { Passage } from '../domain/passage.js';
import { intentMatch, intentsOf } from './intent.js';
import { isForOthers } from './person.js';
import { NATIONAL, type Understood } from './understand.js';

/** Passages found for one part of a question, best first. */
export interface Finding {
  /** The question as it was asked: what kind of thing it wants is read from it. */
  readonly own: string;
  /** As it was searched, with what it leans on. */
  readonly asked: string;
  /** The stretch of it that asks, where it tells a story before. */
  readonly asking?: string;
  readonly passages: readonly Passage[];
  /** One of several questions in a message: by chunk id, the confidence of what the whole message finds. */
  readonly whole?: ReadonlyMap<string, number>;
}

const saysNothing = /(原文|资料|报告|文件|摘编|材料|页面)(里)?(没有|未)(写|列|收录|给|说|提)/;
const masked = /未公开/;

/**
 * Points that a trait adds to or takes from a passage's score, in which a right text leads a wrong one by about five:
 * each trait settles near ties and overturns no clear lead. `whole` counts by confidence in the whole message.
 */
const points = {
  intent: 2.5,
  year: 1.2,
  silent: 1.2,
  general: 2,
  whole: 5,
  own: 2.5,
  figureless: 1,
  others: 3,
} as const;

/** How well a passage serves as an answer: its score, moved by what the words alone do not tell. */
function fitness(
  passage: Passage,
  { own: ownWords, whole }: Finding,
  { year, namedPlace, person }: Understood,
): number {
  const { chunk } = passage;
  const wanted = intentsOf(ownWords);
  const intent = intentMatch(wanted, intentsOf(chunk.headings.at(-1) ?? '')) - 0.5;
  const own = namedPlace !== undefined && !isNational(passage) ? 1 : 0;
  const figureless = wanted.has('amount') && !/\d|未公开/.test(chunk.text) ? 1 : 0;
  const together = whole?.get(chunk.id) ?? 0;
  const sameYear = year === undefined || chunk.year === undefined ? 0 : chunk.year === year ? 1 : -0.7;
  const [firstSentence] = chunk.text.split('。');
  const silent = saysNothing.test(firstSentence ?? '') && !masked.test(chunk.text) ? 1 : 0;
  const general = isNational(passage) ? 1 : 0;
  return (
    passage.score +
    points.intent * intent +
    points.whole * together +
    points.year * sameYear +
    points.own * own -
    points.others * (isForOthers(person, chunk) ? 1 : 0) -
    points.figureless * figureless -
    points.silent * silent +
    points.general * general
  );
}

export interface Candidate {
  readonly passage: Passage;
  readonly fitness: number;
}

export const isNational = (passage: Passage) => passage.chunk.place === NATIONAL;

/** The passages that may speak, best answer first. */
export function ranked(finding: Finding, speaking: readonly Passage[], understood: Understood): Candidate[] {
  return speaking
    .map((passage) => ({ passage, fitness: fitness(passage, finding, understood) }))
    .sort((a, b) => b.fitness - a.fitness);
}
