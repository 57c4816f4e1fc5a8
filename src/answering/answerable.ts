import type { Passage } from '../domain/passage.js';
import { answerableWeights } from './answerable-weights.js';

/** Whatever else speaks for it, a passage that holds less of a question than this is no answer to it. 0 to 1. */
const least = 0.15;

/** From this confidence on a passage holds the question so clearly that no likeness to others counts. 0 to 1. */
const clear = 0.65;

/** Log-odds beyond this are what a word or two happened to say. */
const loudest = 2.5;

/** What is known of a question and the passage that was found for it. */
export interface Prospect {
  readonly passage: Pick<Passage, 'confidence' | 'evidence'>;
  readonly question: string;
  /** How unlike a question that the texts hold it is, as log-odds. */
  readonly doubt: number;
}

/** What a prospect is judged by, and in which order weights stand. */
export const answerableFeatures = ['always', 'confidence', 'reassured', 'doubted', 'length'] as const;

export type AnswerableFeature = (typeof answerableFeatures)[number];

/** The features' values: a share from 0 to 1, log-odds, a logarithm. What was found in all told nothing more. */
export function featuresOf({ passage, question, doubt }: Prospect): Record<AnswerableFeature, number> {
  const { confidence } = passage;
  return {
    always: 1,
    confidence,
    reassured: Math.max(-loudest, Math.min(0, doubt)),
    doubted: Math.min(loudest, Math.max(0, doubt)) * (1 - confidence),
    length: Math.log(1 + question.length),
  };
}

/** Log-odds that the passage answers the question; bench/train-answerable.ts finds the weights. */
export function answerableScore(prospect: Prospect): number {
  const features = featuresOf(prospect);
  return answerableFeatures.reduce((sum, feature) => sum + answerableWeights[feature] * features[feature], 0);
}

/**
 * Where there is nothing to doubt by: the share of the question that a passage has to hold, 0 to 1, when little of it was
 * found in all, and when much was (BM25 points); in between it falls evenly, since a long story is mostly words that no
 * text has. Set on the questions of test/evaluation, before the texts had ways of asking beside them.
 */
const little = { share: 0.32, evidence: 15 };
const much = { share: 0.17, evidence: 35 };

function holdsEnough({ confidence, evidence }: Prospect['passage']): boolean {
  const along = Math.min(1, Math.max(0, (evidence - little.evidence) / (much.evidence - little.evidence)));
  return confidence >= little.share + along * (much.share - little.share);
}

/** Whether a passage says enough of what was asked to be given as the answer. */
export function isAnswerable(passage: Prospect['passage'], question: string, doubt: number | undefined): boolean {
  if (doubt === undefined) return holdsEnough(passage);
  if (passage.confidence < least) return false;
  return passage.confidence >= clear || answerableScore({ passage, question, doubt }) >= 0;
}
