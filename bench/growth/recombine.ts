import { seeded } from '../../src/lib/seeded.js';
import type { SetDocument } from '../shared-sets.js';

/**
 * `count` documents with the term statistics of the given ones: while they last, the given ones in a seeded order;
 * beyond, each takes the title of one, the number of sentences of another, and its sentences from anywhere. No new word
 * arises, so the vocabulary stops growing where the real texts end. One at a time: a million need not be held.
 */
export function* recombined(documents: readonly SetDocument[], count: number, seed = 1): Generator<SetDocument> {
  const random = seeded(seed);
  yield* shuffled(documents, random).slice(0, count);
  if (count <= documents.length || documents.length === 0) return;
  const texts = documents.map(({ text }) => sentencesOf(text));
  const sentences = texts.flat();
  const any = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  for (let number = documents.length; number < count; number++) {
    const { title } = any(documents);
    const text = Array.from({ length: any(texts).length }, () => any(sentences)).join('');
    yield { id: `recombined-${number}`, title, text };
  }
}

/** Sentences with their ends; joined again they are the text. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^。！？；\n]*[。！？；\n]|[^。！？；\n]+$/gu) ?? [];
}

/** Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as Item, result[last] as Item];
  }
  return result;
}
