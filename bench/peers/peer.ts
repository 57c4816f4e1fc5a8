import type { SetDocument } from '../shared-sets.js';

/** Ids of the ten best documents, best first. */
export type Ask = (question: string) => readonly string[] | Promise<readonly string[]>;

/** A search engine to measure: indexes documents, then answers questions. */
export type Build = (documents: readonly SetDocument[]) => Ask | Promise<Ask>;

/** As many are asked for. */
export const ANSWERED = 10;
