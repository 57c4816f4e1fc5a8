import { Index } from 'flexsearch';
import { bigrams } from '../bigrams.js';
import { ANSWERED, type Build } from './peer.js';

/** `suggest`: any pair of the question may find a text, as with the other engines. */
export const flexSearch: Build = (documents) => {
  const index = new Index({ tokenize: 'strict', encode: (text: string) => bigrams(text) });
  documents.forEach(({ title, text }, number) => {
    index.add(number, `${title}\n${text}`);
  });
  return (question) =>
    index.search(question, { limit: ANSWERED, suggest: true }).map((number) => documents[Number(number)]?.id ?? '');
};
