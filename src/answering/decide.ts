import type { Passage } from '../domain/passage.js';
import type { Understood } from './understand.js';

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
  /** Extracts in one reply. */
  readonly most: number;
}

export const defaultThresholds: Thresholds = { answer: 0.42, beside: 0.86, most: 3 };

const nearestShown = 3;

function mentions(passage: Passage, place: string): boolean {
  const { chunk } = passage;
  return [chunk.text, chunk.place, chunk.title, ...chunk.headings].some((text) => text.includes(place));
}

/** A passage of the year that was asked about goes before one of another year that fits about as well. */
function byYear(passages: readonly Passage[], year: number | undefined): readonly Passage[] {
  if (year === undefined) return passages;
  const weight = (passage: Passage) => (passage.chunk.year === year ? 1.15 : passage.chunk.year === undefined ? 1 : 0.9);
  return [...passages].sort((a, b) => b.confidence * weight(b) - a.confidence * weight(a));
}

const isNational = (passage: Passage) => passage.chunk.place === '全国';

function addNew(chosen: Chosen[], passage: Passage | undefined, asked: string, most: number): void {
  if (!passage || chosen.length >= most) return;
  const same = chosen.some(({ chunk }) => chunk.id === passage.chunk.id || chunk.text === passage.chunk.text);
  if (!same) chosen.push({ ...passage, asked });
}

function chooseFor(finding: Finding, thresholds: Thresholds): Chosen[] {
  const [lead] = finding.passages;
  if (!lead || lead.confidence < thresholds.answer) return [];
  const close = finding.passages.filter((passage) => passage.confidence >= lead.confidence * thresholds.beside);
  const chosen: Chosen[] = [];
  addNew(chosen, lead, finding.asked, thresholds.most);
  addNew(chosen, close.find(isNational), finding.asked, thresholds.most);
  for (const passage of close) addNew(chosen, passage, finding.asked, thresholds.most);
  return chosen;
}

/** Each part's best passage first, then what stands close beside it; the most general rule speaks first. */
export function decide(understood: Understood, found: readonly Finding[], thresholds: Thresholds): Decision {
  const { unknownPlace, year } = understood;
  const findings = found.map(({ asked, passages }) => ({
    asked,
    passages: byYear(
      unknownPlace === undefined ? passages : passages.filter((passage) => mentions(passage, unknownPlace)),
      year,
    ),
  }));
  const choices = findings.map((finding) => chooseFor(finding, thresholds));
  const chosen: Chosen[] = [];
  for (let rank = 0; rank < thresholds.most; rank += 1)
    for (const choice of choices) addNew(chosen, choice[rank], choice[rank]?.asked ?? '', thresholds.most);
  if (chosen.length > 0) {
    const ordered = findings.length > 1 ? chosen : [...chosen].sort((a, b) => Number(isNational(b)) - Number(isNational(a)));
    return { status: 'answer', passages: ordered };
  }
  const nearest = (found[0]?.passages ?? []).slice(0, nearestShown);
  return { status: 'abstain', nearest, ...(unknownPlace !== undefined ? { unknownPlace } : {}) };
}
