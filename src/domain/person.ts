import type { Scheme } from './passage.js';

/** In which state a person is insured, as far as rules tell people apart. */
export type PersonState = 'working' | 'retired' | 'minor' | 'assisted';

/** What a person has said of themselves in this conversation: it narrows which rules may speak. */
export interface Person {
  readonly scheme?: Exclude<Scheme, 'both'>;
  readonly state?: PersonState;
}
