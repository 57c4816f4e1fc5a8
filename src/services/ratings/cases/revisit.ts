import { defineFlow, type Flow } from '../../../chat/flow.js';
import * as words from '../words.js';
import { putRightIn } from './put-right.js';
import { awaitedRevisit } from './records.js';

export interface RevisitEffect {
  readonly kind: 'revisited';
  readonly putRight: 'yes' | 'no';
}

/** The resident's answer to whether it was put right: a word is taken for one only where the question was asked. */
export function revisitFlow(): Flow<never> {
  return defineFlow<never>({
    name: 'revisit',
    title: '回访',
    version: 1,
    confidential: false,
    where: 'private',
    amidst: 'ignore',
    wants: () => false,
    awaits: async ({ text }, { db, sender, now }) =>
      putRightIn(text) !== undefined && (await awaitedRevisit(db, sender, now)) !== undefined,
    begin({ message }) {
      const putRight = putRightIn(message.text) ?? 'no';
      const effects: RevisitEffect[] = [{ kind: 'revisited', putRight }];
      return { status: 'complete', effects, reply: () => (putRight === 'yes' ? words.PUT_RIGHT : words.NOT_PUT_RIGHT) };
    },
    advance: (state) => ({ status: 'unrelated', about: 'this', state }),
    prompt: () => words.PUT_RIGHT,
  });
}
