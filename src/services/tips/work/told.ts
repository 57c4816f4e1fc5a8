import { sayDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { filingNames, type TipState } from '../states.js';
import { dueOf, type TipTerms } from '../terms.js';
import type { Given } from './given.js';
import { type SealedMessage, sealMessage } from './messages.js';
import type { TipRecord } from './record.js';

/**
 * What the reporter reads under their receipt when a step is taken. Neither the story nor another person's tip is told;
 * nobody is promised anything that was not decided.
 * @throws YiwenError `tips.unreachable` where a message is the way that was chosen, and there is none
 */
export async function messagesFor(
  record: TipRecord,
  to: TipState,
  { question, toldBy }: Given,
  original: TipRecord | undefined,
  terms: TipTerms,
  now: Date,
): Promise<SealedMessage[]> {
  if (question) return [await sealMessage(record, question)];
  const said: (readonly [TipRecord, string])[] = [];
  if (to === 'DUPLICATE' && original) {
    said.push([record, '您反映的情况先前已经收到，现合并办理。办理结果会在这里告诉您。']);
    said.push([original, '您反映的情况又收到新的线索，已合并到您的举报里一起办理。']);
  }
  if (to === 'REPORTER_TOLD' && toldBy === 'receipt' && record.filing)
    said.push([record, `您的举报经核查，决定${filingNames[record.filing]}。`]);
  if (to === 'CLOSED' && toldBy === 'receipt')
    said.push([record, '您反映的情况不属于医保部门职责，已移送有权处理的部门。']);
  if (to === 'NOTIFIED') {
    const { day } = dueOf('claim', chinaDay(now), terms);
    said.push([record, `您的举报符合奖励条件。请在${sayDay(day)}前凭本人有效身份证明到窗口领取，逾期视为放弃。`]);
  }
  const byReceipt = toldBy === 'receipt';
  const reachable = said.filter(([{ reporter_key }]) => byReceipt || reporter_key !== null);
  return Promise.all(reachable.map(([to, words]) => sealMessage(to, words)));
}
