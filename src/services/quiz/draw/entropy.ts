import { createHash } from 'node:crypto';

/** Names the way of drawing: a file of another one is not verified by this. */
export const DRAW_FORMAT = 'yiwen-draw/1';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A value as two people may type it: one width, blanks around it gone, one blank where there are several. */
export const normaliseValue = (typed: string): string => typed.normalize('NFKC').replace(/\s+/gu, ' ').trim();

/** What is given before the entrants are known, of a secret that is told after. */
export const commitmentOf = (secret: string): string => sha256(normaliseValue(secret));

/** The value that two secrets make, in the order in which they were committed to. */
export const combined = (first: string, second: string): string => `${normaliseValue(first)}|${normaliseValue(second)}`;

/**
 * Where the chance comes from: the frozen list and a value that nobody knew when it was frozen.
 * @param root 64 hex digits @param value normalised @returns 64 hex digits
 */
export const entropyOf = (root: string, value: string): string => sha256(`${DRAW_FORMAT}|${root}|${value}`);
