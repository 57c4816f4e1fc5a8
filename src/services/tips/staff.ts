import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../../storage/audit.js';
import type { Keyring } from '../../storage/sealing/keyring.js';
import type { Store } from '../../storage/store.js';
import { allTips, type TipSummary, tipByNumber } from './records.js';

/** A tip in the clear: for the eyes of the staff member who opened it. */
export interface OpenedTip extends TipSummary {
  readonly target: readonly string[];
  readonly story: readonly string[];
  readonly when: readonly string[];
  readonly where: readonly string[];
  readonly amount: readonly string[];
  readonly evidence: readonly string[];
  readonly contact: readonly string[];
}

/** What is readable without a key, newest first. */
export function listTips(store: Store): Promise<TipSummary[]> {
  return allTips(store.read);
}

export interface Opening {
  readonly keyring: Keyring;
  /** Who opens it, as the audit will say. */
  readonly actor: string;
  readonly at: Date;
}

/**
 * Opens one tip. That it was opened stands in the audit before a word of it is shown.
 * @throws YiwenError `tips.unknown-number`, `sealing.unreadable`
 */
export async function openTip(store: Store, number: string, { keyring, actor, at }: Opening): Promise<OpenedTip> {
  const tip = await tipByNumber(store.read, number);
  if (!tip) throw new YiwenError('tips.unknown-number', `没有编号为 ${number} 的举报`, '请用 yiwen tips list 查看编号');
  await store.transaction((tx) => appendAudit(tx, { at, actor, action: 'tips.opened', subject: number }));
  const { sealed, contact, ...summary } = tip;
  const open = (pieces: readonly string[]) => pieces.map((piece) => keyring.open(piece));
  return {
    ...summary,
    target: open(sealed.target),
    story: open(sealed.story),
    when: open(sealed.when),
    where: open(sealed.where),
    amount: open(sealed.amount),
    evidence: open(sealed.evidence),
    contact: open(contact),
  };
}
