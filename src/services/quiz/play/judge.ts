import type { Question } from '../bank/question.js';

/**
 * Whether the options chosen are the answer: all of the right ones and no other.
 * @param chosen indexes into the options as written, in any order
 */
export function isRight({ answer }: Pick<Question, 'answer'>, chosen: readonly number[]): boolean {
  const said = new Set(chosen);
  return said.size === answer.length && answer.every((index) => said.has(index));
}
