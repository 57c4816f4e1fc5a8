import type { Choice, Citation } from './message.js';
import type { Passage } from './passage.js';
import type { Person } from './person.js';

/** What the question service has to say. No citation, no answer: an uncited answer cannot be typed. */
export type Answer =
  | {
      readonly status: 'answered';
      readonly text: string;
      readonly citations: readonly [Citation, ...Citation[]];
      /** Quick replies to what the answer asks back at its end. */
      readonly choices?: readonly Choice[];
    }
  | { readonly status: 'ask-back'; readonly text: string; readonly choices: readonly Choice[] }
  | { readonly status: 'unsure'; readonly text: string; readonly nearest: readonly Passage[] }
  | { readonly status: 'redirect'; readonly to: RedirectTarget; readonly text: string };

export type RedirectTarget = 'emergency' | 'hotline' | 'staff' | 'other-authority' | 'declined';

/** What was said earlier in this conversation that the next question may lean on (那退休的呢). */
export interface Topic {
  /** Without the place, which stands beside it. */
  readonly question: string;
  /** The place named, whether the texts know it or not. */
  readonly place?: string;
  /** What the person said of themselves. */
  readonly person?: Person;
  /** What was asked back already: nothing is asked twice. */
  readonly asked?: readonly 'scheme'[];
}

export interface AnswerRequest {
  readonly question: string;
  /** China's calendar day the question is asked on, or the day the caller names. */
  readonly asOf: string;
  readonly place?: string;
  readonly previous?: Topic;
}

/** What answering did, so that an official can find later what was said and why. */
export interface Answered {
  readonly answer: Answer;
  readonly topic: Topic;
  readonly snapshot: string;
  /** The question as it was searched: normalised, expanded, rewritten. */
  readonly searched: string;
  readonly milliseconds: number;
}

/** From a question to a cited answer. `extract` never waits for a model; `refine` may, and falls back to the extract. */
export interface Answering {
  extract(request: AnswerRequest): Promise<Answered>;
  /** Present when a chat model is configured: rephrases an extract within the guard, or returns it unchanged. */
  refine?(request: AnswerRequest, extract: Answered): Promise<Answered>;
}
