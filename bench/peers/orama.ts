import { create, insertMultiple, search } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import { ANSWERED, type Build } from './peer.js';

/** Threshold 1: any word of the question may find a text, as with the other engines. */
export const orama: Build = async (documents) => {
  const database = create({
    schema: { id: 'string', title: 'string', text: 'string' },
    components: { tokenizer: createTokenizer() },
  });
  await insertMultiple(
    database,
    documents.map(({ id, title, text }) => ({ id, title, text })),
  );
  return async (term) => {
    const found = await search(database, { term, properties: ['title', 'text'], threshold: 1, limit: ANSWERED });
    return found.hits.map(({ id }) => id);
  };
};
