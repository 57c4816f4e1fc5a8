import type { Passage } from '../domain/passage.js';
import { isAnswerable, type Judges } from './answerable.js';
import { type OpenPoint, openPoint } from './ask-back.js';
import { type Candidate, type Finding, isNational, ranked } from './fitness.js';
import { isSaid } from './sameness.js';
import type { Version } from './time-labels.js';
import { NATIONAL, type Understood } from './understand.js';

export type Chosen = Passage & Version & { readonly asked: string };

export type Decision =
  /** `open`: the questions of the message that no passage answers. */
  | {
      readonly status: 'answer';
      readonly passages: readonly Chosen[];
      readonly open: readonly string[];
      /** What the answer depends on that the person has not said. */
      readonly point?: OpenPoint;
    }
  | { readonly status: 'abstain'; readonly nearest: readonly Passage[]; readonly unknownPlace?: string };

/** How near a passage has to be to speak beside the best one. docs/decisions tells the trade. */
export interface Thresholds {
  /** Another passage speaks beside the best one when it is behind by at most this share of the best one's fitness. */
  readonly beside: number;
  /** The best national passage speaks beside a place's within this share, where no place was asked about. */
  readonly general: number;
  /** So many of the best may lead an answer; what stands further down is no answer, however like one it looks. */
  readonly leading: number;
  /** Extracts in one reply. */
  readonly most: number;
}

export const defaultThresholds: Thresholds = {
  beside: 0.25,
  general: 0.4,
  leading: 2,
  most: 3,
};

/** Whether a passage says enough of what was asked; by chunk. */
type Answers = (passage: Passage) => boolean;

const nearestShown = 3;
/** Below this confidence a topic is not near, and naming it would only puzzle. */
const nearEnough = 0.15;

function mentions(passage: Passage, place: string): boolean {
  const { chunk } = passage;
  return [chunk.text, chunk.place, chunk.title, ...chunk.headings].some((text) => text.includes(place));
}

const chunksOf = (chosen: readonly Chosen[]) => chosen.map(({ chunk }) => chunk);

function addNew(chosen: Chosen[], passage: Passage | undefined, asked: string, most: number): void {
  if (passage && chosen.length < most && !isSaid(chunksOf(chosen), passage.chunk)) chosen.push({ ...passage, asked });
}

function chooseFor(
  asked: string,
  candidates: readonly Candidate[],
  answers: Answers,
  thresholds: Thresholds,
): Chosen[] {
  const lead = candidates.slice(0, thresholds.leading).find(({ passage }) => answers(passage));
  if (!lead) return [];
  const within = (share: number) => candidates.filter(({ fitness }) => fitness >= lead.fitness * (1 - share));
  const chosen: Chosen[] = [];
  addNew(chosen, lead.passage, asked, thresholds.most);
  addNew(
    chosen,
    within(thresholds.general).find(({ passage }) => isNational(passage))?.passage,
    asked,
    thresholds.most,
  );
  for (const { passage } of within(thresholds.beside)) addNew(chosen, passage, asked, thresholds.most);
  return chosen;
}

/** What a passage has to hold that merely mentions a place of which there are no texts. 0 to 1. */
const mentionedOnly = 0.5;

/**
 * Each part's best passage first, then what stands close beside it; the most general rule speaks first. Where a place
 * was asked about its own text speaks first, and the national one only if it fits about as well. A place without texts
 * is answered only by a passage that names it and holds the question well.
 */
export function decide(
  understood: Understood,
  found: readonly Finding[],
  judges: Judges,
  thresholds: Thresholds = defaultThresholds,
): Decision {
  const { unknownPlace, namedPlace } = understood;
  const placed = namedPlace !== undefined && namedPlace !== NATIONAL;
  const rules = placed ? { ...thresholds, general: thresholds.beside / 2 } : thresholds;
  const least = unknownPlace === undefined ? 0 : mentionedOnly;
  const candidates = found.map((finding) => {
    const speaking = finding.passages.filter(
      (passage) =>
        (unknownPlace === undefined || mentions(passage, unknownPlace)) &&
        (namedPlace !== NATIONAL || isNational(passage)),
    );
    return ranked(finding, speaking, understood);
  });
  const choices = found.map((finding, index) => {
    const { asked } = finding;
    const answers = (passage: Passage) => passage.confidence >= least && isAnswerable(finding, passage, judges);
    return chooseFor(asked, candidates[index] ?? [], answers, rules);
  });
  const chosen: Chosen[] = [];
  // A question whose best passage was said for another one gets its next best.
  for (let round = 0; round < thresholds.most; round += 1)
    for (const choice of choices) {
      const next = choice.find((passage) => !isSaid(chunksOf(chosen), passage.chunk));
      addNew(chosen, next, next?.asked ?? '', thresholds.most);
    }
  if (chosen.length > 0) {
    const ordered =
      found.length > 1 || placed ? chosen : [...chosen].sort((a, b) => Number(isNational(b)) - Number(isNational(a)));
    const open = found.flatMap(({ own }, index) => (choices[index]?.length === 0 ? [own] : []));
    const point = found.length === 1 ? openPoint(ordered[0], candidates[0] ?? [], understood) : undefined;
    return { status: 'answer', passages: ordered, open, ...(point ? { point } : {}) };
  }
  const near = (found[0]?.passages ?? []).filter(({ confidence }) => confidence >= nearEnough);
  const nearest = near.slice(0, nearestShown);
  return { status: 'abstain', nearest, ...(unknownPlace !== undefined ? { unknownPlace } : {}) };
}
