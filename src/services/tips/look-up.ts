import type { ReadRecords } from '../../chat/effect.js';
import { chinaDay } from '../../lib/clock.js';
import { findReceipt } from '../../lib/ids.js';
import type { LookedUp } from './looked-up.js';
import { openQuestions } from './messages.js';
import type { Receipts } from './receipts.js';
import { tipByReceipt, triesSince } from './records.js';

export type LookUp =
  | { readonly status: 'no-receipt' }
  | { readonly status: 'too-many' }
  | { readonly status: 'unknown' }
  | {
      readonly status: 'found';
      readonly token: string;
      readonly day: string;
      readonly state: string;
      readonly questions: readonly string[];
    };

const MOST_TRIES = 5;
export const TRIES_WITHIN_MS = 15 * 60_000;

/** A receipt tried, within five tries of a sender in fifteen minutes; what it opens stays in memory. */
export async function lookUp(
  receipts: Receipts,
  lookedUp: LookedUp,
  text: string,
  { db, sender, now }: ReadRecords,
): Promise<LookUp> {
  const receipt = findReceipt(text);
  if (!receipt) return { status: 'no-receipt' };
  const tries = await triesSince(db, sender, new Date(now.getTime() - TRIES_WITHIN_MS));
  if (tries >= MOST_TRIES) return { status: 'too-many' };
  const { hash, key } = await receipts.open(receipt);
  const tip = await tipByReceipt(db, hash);
  if (!tip) return { status: 'unknown' };
  const { number, state } = tip;
  const questions = (await openQuestions(db, number)).map(key.open);
  const token = lookedUp.put({ number, questions }, now);
  return { status: 'found', token, day: chinaDay(new Date(tip.receivedAt)), state, questions };
}
