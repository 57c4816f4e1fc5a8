import type { Chunk } from '../domain/passage.js';
import { bigrams } from './extractive.js';
import { figures } from './sentences.js';

/** Shared two-character pieces, as a share of the shorter text's, from which two passages say the same. */
const sameWords = 0.6;

function sayTheSame(a: string, b: string): boolean {
  const [few, many] = [bigrams(a), bigrams(b)].sort((x, y) => x.size - y.size);
  if (!few || !many || few.size === 0) return false;
  let shared = 0;
  for (const piece of few) if (many.has(piece)) shared += 1;
  return shared >= few.size * sameWords;
}

/** Whether the figures of a text (it has some) are all in another. */
function figuresIn(text: string, other: string): boolean {
  const own = figures(text);
  const said = new Set(figures(other));
  return own.length > 0 && own.every((figure) => said.has(figure));
}

/** Whether a chunk's matter is among those said: the same fact, with the same figures or in about the same words. */
export function isSaid(among: readonly Chunk[], chunk: Chunk): boolean {
  return among.some((said) => {
    if (said.text === chunk.text) return true;
    const sameFact = chunk.facts.some((fact) => said.facts.includes(fact));
    return sameFact && (figuresIn(chunk.text, said.text) || sayTheSame(said.text, chunk.text));
  });
}
