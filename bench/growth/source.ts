import { type RetrievalSet, setQuestions, sharedSets } from '../shared-sets.js';
import { lawLike } from './law-like.js';

const NAME = 'stard';

/** The texts that growth is measured on: the largest set of real ones, or generated ones where it is not here. */
export function growthSource(): RetrievalSet {
  return sharedSets([NAME])[0] ?? lawLike(20_000);
}

/** What is asked about them, without reading them: they would count as memory of the process that answers. */
export function growthQuestions(): string[] {
  const questions = setQuestions(NAME);
  return (questions.length > 0 ? questions : lawLike(0).questions).map(({ text }) => text);
}
