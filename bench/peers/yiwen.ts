import { createFinder } from '../../src/retrieval/finder.js';
import { indexSet } from '../shared-sets.js';
import { ANSWERED, type Build } from './peer.js';

const build =
  (withoutRerank: boolean): Build =>
  (documents) => {
    const finder = createFinder(indexSet({ documents }));
    const ids = documents.map(({ id }) => id);
    return (question) =>
      finder.find(question, { limit: ANSWERED, withoutRerank }).map(({ document }) => ids[document] as string);
  };

export const yiwen = build(false);
export const yiwenWords = build(true);
