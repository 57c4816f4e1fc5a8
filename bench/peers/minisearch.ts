import MiniSearch from 'minisearch';
import { bigrams } from '../bigrams.js';
import { ANSWERED, type Build } from './peer.js';

export const miniSearch: Build = (documents) => {
  const index = new MiniSearch({ fields: ['title', 'text'], tokenize: (text) => bigrams(text) });
  index.addAll(documents);
  return (question) =>
    index
      .search(question)
      .slice(0, ANSWERED)
      .map(({ id }) => String(id));
};
