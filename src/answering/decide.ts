import type { Passage } from '../domain/passage.js';
import { intentMatch, intentsOf } from './intent.js';
import { NATIONAL, type Understood } from './understand.js';

/** Passages found for one part of a question, best first. */
export interface Finding {
  readonly asked: string;
  readonly passages: readonly Passage[];
}

export type Chosen = Passage & { readonly asked: string };

export type Decision =
  | { readonly status: 'answer'; readonly passages: readonly Chosen[] }
  | { readonly status: 'abstain'; readonly nearest: readonly Passage[]; readonly unknownPlace?: string };

/**
 * Where answering begins, as the share of what the question could score. Set on the questions of `test/evaluation`;
 * see docs/decisions for the trade between wrong answers and wrong silence.
 */
export interface Thresholds {
  /** Below this the texts are taken not to say it. 0 to 1. */
  readonly answer: number;
  /** Another passage speaks beside the best one from this share of its confidence on. 0 to 1. */
  readonly beside: number;
  /** The best national passage speaks beside a place's from this share on, where no place was asked about. 0 to 1. */
  readonly general: number;
  /** Extracts in one reply. */
  readonly most: number;
}

export const defaultThresholds: Thresholds = { answer: 0.42, beside: 0.86, general: 0.65, most: 3 };

const nearestShown = 3;

function mentions(passage: Passage, place: string): boolean {
  const { chunk } = passage;
  return [chunk.text, chunk.place, chunk.title, ...chunk.headings].some((text) => text.includes(place));
}

const saysNothing = /(原文|资料|报告|文件|摘编|材料|页面)(里)?(没有|未)(写|列|收录|给|说|提)/;
const masked = /未公开/;

/** Share taken off or added at most by one trait of a passage: each breaks near ties and overturns no clear lead. */
const weights = { intent: 0.2, year: 0.15, silent: 0.15, general: 0.05 } as const;

/** How well a passage serves as an answer: its score, moved by what the words alone do not tell. */
function fitness(passage: Passage, asked: string, year: number | undefined): number {
  const { chunk } = passage;
  const intent = intentMatch(intentsOf(asked), intentsOf(chunk.headings.at(-1) ?? '')) - 0.5;
  const sameYear = year === undefined || chunk.year === undefined ? 0 : chunk.year === year ? 1 : -0.7;
  const [firstSentence] = chunk.text.split('。');
  const silent = saysNothing.test(firstSentence ?? '') && !masked.test(chunk.text) ? 1 : 0;
  const general = isNational(passage) ? 1 : 0;
  return (
    passage.score *
    (1 + weights.intent * intent + weights.year * sameYear - weights.silent * silent + weights.general * general)
  );
}

interface Candidate {
  readonly passage: Passage;
  readonly fitness: number;
}

const isNational = (passage: Passage) => passage.chunk.place === NATIONAL;

function ranked(passages: readonly Passage[], asked: string, year: number | undefined): Candidate[] {
  return passages
    .map((passage) => ({ passage, fitness: fitness(passage, asked, year) }))
    .sort((a, b) => b.fitness - a.fitness);
}

/** Whether what a passage carries has been said: the same text, or no fact that is not in those chosen. */
function isSaid(chosen: readonly Chosen[], { chunk }: Passage): boolean {
  if (chosen.some((one) => one.chunk.text === chunk.text)) return true;
  const said = new Set(chosen.flatMap((one) => one.chunk.facts));
  return chunk.facts.length > 0 && chunk.facts.every((fact) => said.has(fact));
}

function addNew(chosen: Chosen[], passage: Passage | undefined, asked: string, most: number): void {
  if (passage && chosen.length < most && !isSaid(chosen, passage)) chosen.push({ ...passage, asked });
}

function chooseFor(asked: string, candidates: readonly Candidate[], thresholds: Thresholds): Chosen[] {
  const lead = candidates.find(({ passage }) => passage.confidence >= thresholds.answer);
  if (!lead) return [];
  const from = (share: number) => candidates.filter(({ fitness }) => fitness >= lead.fitness * share);
  const chosen: Chosen[] = [];
  addNew(chosen, lead.passage, asked, thresholds.most);
  addNew(chosen, from(thresholds.general).find(({ passage }) => isNational(passage))?.passage, asked, thresholds.most);
  for (const { passage } of from(thresholds.beside)) addNew(chosen, passage, asked, thresholds.most);
  return chosen;
}

/** Each part's best passage first, then what stands close beside it; the most general rule speaks first. */
export function decide(understood: Understood, found: readonly Finding[], thresholds: Thresholds): Decision {
  const { unknownPlace, year } = understood;
  const choices = found.map(({ asked, passages }) => {
    const speaking = passages.filter(
      (passage) =>
        (unknownPlace === undefined || mentions(passage, unknownPlace)) &&
        (understood.namedPlace !== NATIONAL || isNational(passage)),
    );
    return chooseFor(asked, ranked(speaking, asked, year), thresholds);
  });
  const chosen: Chosen[] = [];
  for (let rank = 0; rank < thresholds.most; rank += 1)
    for (const choice of choices) addNew(chosen, choice[rank], choice[rank]?.asked ?? '', thresholds.most);
  if (chosen.length > 0) {
    const ordered = found.length > 1 ? chosen : [...chosen].sort((a, b) => Number(isNational(b)) - Number(isNational(a)));
    return { status: 'answer', passages: ordered };
  }
  const nearest = (found[0]?.passages ?? []).slice(0, nearestShown);
  return { status: 'abstain', nearest, ...(unknownPlace !== undefined ? { unknownPlace } : {}) };
}
