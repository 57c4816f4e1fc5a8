import type { Chunk } from '../domain/passage.js';
import { isHan } from '../lib/chinese/character.js';
import { normalise } from '../lib/chinese/normalise.js';
import { questionWords } from '../retrieval/question-words.js';

/**
 * 0 to 1: what of a question a passage and the ways of asking for it have no character of; a rare character weighs more.
 */
export type Strange = (question: string, chunk: Chunk) => number;

const asking = new RegExp(questionWords.join('|'), 'gu');

function charactersOf(text: string): Set<string> {
  return new Set([...text].filter((character) => isHan(character.charCodeAt(0))));
}

/**
 * Tells what a question speaks of that a passage does not: 尘肺, 户口簿, 录像. By characters, since nobody knows the
 * words beforehand and a missing word is mostly missing characters too.
 * @param texts normalised, to tell how rare a character is
 */
export function createStrange(texts: Iterable<string>): Strange {
  const counts = new Map<string, number>();
  let all = 0;
  for (const text of texts)
    for (const character of text) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
      all += 1;
    }
  const known = new WeakMap<Chunk, Set<string>>();
  const held = (chunk: Chunk): Set<string> => {
    const characters =
      known.get(chunk) ??
      charactersOf(normalise([chunk.text, ...chunk.headings, ...(chunk.rows ?? []), ...(chunk.asks ?? [])].join(' ')));
    known.set(chunk, characters);
    return characters;
  };
  return (question, chunk) => {
    const passage = held(chunk);
    let [total, missing] = [0, 0];
    for (const character of charactersOf(question.replace(asking, ' '))) {
      const weight = Math.log(all / (1 + (counts.get(character) ?? 0)));
      total += weight;
      if (!passage.has(character)) missing += weight;
    }
    return total === 0 ? 0 : missing / total;
  };
}
