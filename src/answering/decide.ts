import type { Passage } from '../domain/passage.js';
import { type Candidate, type Finding, isNational, ranked } from './fitness.js';
import { isSaid } from './sameness.js';
import { NATIONAL, type Understood } from './understand.js';

export type Chosen = Passage & { readonly asked: string };

export type Decision =
  /** `open`: the questions of the message that no passage answers. */
  | { readonly status: 'answer'; readonly passages: readonly Chosen[]; readonly open: readonly string[] }
  | { readonly status: 'abstain'; readonly nearest: readonly Passage[]; readonly unknownPlace?: string };

/**
 * Where answering begins. A passage answers when it holds a large enough share of the question; how large depends on
 * how much was found in all, since a long story is mostly words that no text has. Set on the questions of
 * `test/evaluation`; docs/decisions tells the trade between wrong answers and wrong silence.
 */
export interface Thresholds {
  /** The share asked of a question of which little was found, 0 to 1, and what counts as little (BM25 points). */
  readonly short: { readonly confidence: number; readonly evidence: number };
  /** The same for a question of which much was found; in between the share falls evenly. */
  readonly long: { readonly confidence: number; readonly evidence: number };
  /** Another passage speaks beside the best one when it is at most this many points behind. */
  readonly beside: number;
  /** The best national passage speaks beside a place's within this many points, where no place was asked about. */
  readonly general: number;
  /** Extracts in one reply. */
  readonly most: number;
}

export const defaultThresholds: Thresholds = {
  short: { confidence: 0.32, evidence: 15 },
  long: { confidence: 0.17, evidence: 35 },
  beside: 1.8,
  general: 5,
  most: 3,
};

/** Whether a passage says enough of what was asked. */
function answers({ confidence, evidence }: Passage, { short, long }: Thresholds): boolean {
  const along = Math.min(1, Math.max(0, (evidence - short.evidence) / (long.evidence - short.evidence)));
  return confidence >= short.confidence + along * (long.confidence - short.confidence);
}

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

function chooseFor(asked: string, candidates: readonly Candidate[], thresholds: Thresholds): Chosen[] {
  const lead = candidates.find(({ passage }) => answers(passage, thresholds));
  if (!lead) return [];
  const within = (distance: number) => candidates.filter(({ fitness }) => fitness >= lead.fitness - distance);
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
 * Where a place was asked about its own text speaks first, and the national one only if it fits about as well. A place
 * without texts is answered only by a passage that names it and holds the question well.
 */
function rulesFor(thresholds: Thresholds, placed: boolean, unknown: boolean): Thresholds {
  const { short, long, beside } = thresholds;
  if (unknown)
    return {
      ...thresholds,
      short: { ...short, confidence: mentionedOnly },
      long: { ...long, confidence: mentionedOnly },
    };
  return placed ? { ...thresholds, general: beside / 2 } : thresholds;
}

/** Each part's best passage first, then what stands close beside it; the most general rule speaks first. */
export function decide(understood: Understood, found: readonly Finding[], thresholds: Thresholds): Decision {
  const { unknownPlace, namedPlace } = understood;
  const placed = namedPlace !== undefined && namedPlace !== NATIONAL;
  const rules = rulesFor(thresholds, placed, unknownPlace !== undefined);
  const choices = found.map((finding) => {
    const speaking = finding.passages.filter(
      (passage) =>
        (unknownPlace === undefined || mentions(passage, unknownPlace)) &&
        (namedPlace !== NATIONAL || isNational(passage)),
    );
    return chooseFor(finding.asked, ranked(finding, speaking, understood), rules);
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
    return { status: 'answer', passages: ordered, open };
  }
  const near = (found[0]?.passages ?? []).filter(({ confidence }) => confidence >= nearEnough);
  const nearest = near.slice(0, nearestShown);
  return { status: 'abstain', nearest, ...(unknownPlace !== undefined ? { unknownPlace } : {}) };
}
