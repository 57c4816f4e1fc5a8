import type { ReadRecords } from '../../chat/effect.js';
import { defineFlow, type Flow, type Turn } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import { chinaDay } from '../../lib/clock.js';
import { findReceipt } from '../../lib/ids.js';
import type { Receipts } from './receipts.js';
import { tipByReceipt, triesSince } from './records.js';
import { wantsStatus } from './triggers.js';
import * as words from './words.js';

export interface TryEffect {
  readonly kind: 'try';
}

type LookUp =
  | { readonly status: 'no-receipt' }
  | { readonly status: 'too-many' }
  | { readonly status: 'unknown' }
  | { readonly status: 'found'; readonly day: string; readonly state: string };

interface StatusState {
  readonly step: 'receipt';
}

const MOST_TRIES = 5;
export const TRIES_WITHIN_MS = 15 * 60_000;

/** How a tip is getting on, asked with its receipt. Tells the state, never the story. */
export function statusFlow(receipts: Receipts): Flow<StatusState, LookUp> {
  return defineFlow<StatusState, LookUp>({
    name: 'tip-status',
    title: '查进度',
    version: 1,
    confidential: true,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => wantsStatus(text),
    load: (message, _, read) => lookUp(receipts, message.text, read),
    begin: ({ loaded }) => (loaded.status === 'no-receipt' ? ask() : tell(loaded)),
    advance(state, { message, loaded }) {
      if (loaded.status !== 'no-receipt') return tell(loaded);
      if (looksLikeQuestion(message.text)) return { status: 'unrelated', about: 'this', state };
      return { status: 'asking', reply: words.notAReceipt, state };
    },
    prompt: () => words.askReceipt,
    leave: () => words.left,
  });
}

async function lookUp(receipts: Receipts, text: string, { db, sender, now }: ReadRecords): Promise<LookUp> {
  const receipt = findReceipt(text);
  if (!receipt) return { status: 'no-receipt' };
  const tries = await triesSince(db, sender, new Date(now.getTime() - TRIES_WITHIN_MS));
  if (tries >= MOST_TRIES) return { status: 'too-many' };
  const tip = await tipByReceipt(db, await receipts.hash(receipt));
  return tip ? { status: 'found', day: chinaDay(new Date(tip.receivedAt)), state: tip.state } : { status: 'unknown' };
}

const ask = (): Turn<StatusState> => ({ status: 'asking', reply: words.askReceipt, state: { step: 'receipt' } });

function tell(found: Exclude<LookUp, { status: 'no-receipt' }>): Turn<StatusState> {
  if (found.status === 'too-many') return { status: 'abandoned', reply: words.tooManyTries };
  const effects: TryEffect[] = [{ kind: 'try' }];
  const reply = found.status === 'found' ? words.status(found.day, found.state) : words.unknownReceipt;
  return { status: 'complete', effects, reply: () => reply };
}
