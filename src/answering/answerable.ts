import type { Passage } from '../domain/passage.js';
import { answerableWeights } from './answerable-weights.js';
import type { Doubt } from './doubt.js';
import { intentMatch, intentsOf } from './intent.js';
import type { Strange } from './strangeness.js';
import { leavesUnsaid } from './wanted.js';

/** Whatever else speaks for it, a passage that holds less of a question than this is no answer to it. 0 to 1. */
const least = 0.15;

/**
 * A passage that holds so much of a question, says the kind of thing that is asked and lacks next to nothing of its
 * characters answers, whatever the question is like: 退休的门诊一年能报多少 is like many that no text holds.
 */
const clear = { confidence: 0.65, strange: 0.1 } as const;

function isClear({ confidence, unsaid, strange }: Readonly<Record<AnswerableFeature, number>>): boolean {
  return confidence >= clear.confidence && unsaid === 0 && strange <= clear.strange;
}

/** A question as it was asked, as it was searched, and the stretch of it that asks. */
export interface Put {
  readonly own: string;
  readonly asked: string;
  /** Absent where it is nothing but a question. */
  readonly asking?: string;
}

/** What a passage is judged by, and in which order weights stand. */
export const answerableFeatures = ['always', 'confidence', 'doubt', 'unsaid', 'strange', 'intent'] as const;

export type AnswerableFeature = (typeof answerableFeatures)[number];

/** What tells whether texts hold a question; learnt anew where texts change. */
export interface Judges {
  readonly doubt: Doubt;
  readonly strange: Strange;
}

type Judged = Pick<Passage, 'confidence' | 'evidence' | 'chunk'>;

/**
 * The features' values; undefined where there is too little to doubt by. `unsaid`: 1 where a sum, a time, a name is asked
 * for and the passage has none. `intent`: 1 where its heading tells the kind of thing that is asked.
 */
export function featuresOf(
  { own, asked, asking = own }: Put,
  { confidence, chunk }: Judged,
  { doubt, strange }: Judges,
): Record<AnswerableFeature, number> | undefined {
  // 那退休的呢 leans on the question before, 我爸晕倒了 is the story of one: the likeliest reading counts.
  const readings = [...new Set([own, asked, asking])];
  const doubts = readings.map(doubt).filter((one) => one !== undefined);
  if (doubts.length === 0) return undefined;
  return {
    always: 1,
    confidence,
    doubt: Math.min(...doubts),
    unsaid: leavesUnsaid(own, chunk) ? 1 : 0,
    strange: Math.min(...readings.map((reading) => strange(reading, chunk))),
    intent: intentMatch(intentsOf(own), intentsOf(chunk.headings.at(-1) ?? '')),
  };
}

/** Log-odds that a passage answers; bench/train-answerable.ts finds the weights. */
export function answerableScore(features: Readonly<Record<AnswerableFeature, number>>): number {
  return answerableFeatures.reduce((sum, feature) => sum + answerableWeights[feature] * features[feature], 0);
}

/**
 * Where there is nothing to doubt by: the share of the question that a passage has to hold, 0 to 1, when little of it was
 * found in all, and when much was (BM25 points); in between it falls evenly, since a long story is mostly words that no
 * text has. Set on the questions of test/evaluation, before the texts had ways of asking beside them.
 */
const little = { share: 0.32, evidence: 15 };
const much = { share: 0.17, evidence: 35 };

function holdsEnough({ confidence, evidence }: Judged): boolean {
  const along = Math.min(1, Math.max(0, (evidence - little.evidence) / (much.evidence - little.evidence)));
  return confidence >= little.share + along * (much.share - little.share);
}

/** Whether a passage says enough of what was asked to be given as the answer. */
export function isAnswerable(put: Put, passage: Judged, judges: Judges): boolean {
  if (passage.confidence < least) return false;
  const features = featuresOf(put, passage, judges);
  return features ? isClear(features) || answerableScore(features) >= 0 : holdsEnough(passage);
}
