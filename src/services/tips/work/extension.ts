import { type Approval, decideApproval, requestApproval } from '../../../casework/approvals.js';
import { sayDay } from '../../../lib/calendar.js';
import { YiwenError } from '../../../lib/errors.js';
import { type ClockKind, clockKinds, clockNames } from '../terms.js';
import { clocksOf, extendClock } from './clocks.js';
import { addEvent } from './events.js';
import type { Opener } from './open.js';
import { requireRecord } from './record.js';

export const EXTENSION = 'tips.extension';
const MOST_DAYS = 30;

export interface ExtensionWanted {
  readonly number: string;
  readonly clock: string;
  readonly days: string;
  readonly reason: string;
}

/** @throws YiwenError `tips.extension-denied`, `tips.no-clock`, `tips.incomplete-step` */
export async function requestExtension({ store, member, now }: Opener, wanted: ExtensionWanted): Promise<void> {
  const { number, reason } = wanted;
  const days = /^\d{1,2}$/.test(wanted.days) ? Number(wanted.days) : 0;
  if (days < 1 || days > MOST_DAYS)
    throw new YiwenError('tips.incomplete-step', '延长几个工作日写得不对', `写1至${MOST_DAYS}的整数`);
  const record = await requireRecord(store.read, member, number);
  if (record.owner !== member.id)
    throw new YiwenError('tips.extension-denied', '只有承办人能申请延期', '请由承办人申请');
  const clock = clockKinds.find((kind) => kind === wanted.clock && kind !== 'claim');
  const running = (await clocksOf(store.read, number)).some((row) => row.kind === clock && row.running === 1);
  if (!clock || !running) throw new YiwenError('tips.no-clock', '这个期限现在没有在计算', '请回到这条举报再看');
  await store.transaction(async (tx) => {
    await requestApproval(tx, member, { kind: EXTENSION, subject: number, reason, detail: { clock, days } }, now);
    const said = `申请把${clockNames[clock]}延长${days}个工作日`;
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'extension-requested', said });
  });
}

export async function grantExtension({ store, member, now }: Opener, approval: Approval, note: string): Promise<void> {
  const { clock, days } = JSON.parse(approval.detail) as { clock: ClockKind; days: number };
  const number = approval.subject;
  await store.transaction(async (tx) => {
    await requireRecord(tx, member, number);
    await decideApproval(tx, member, { id: approval.id, granted: true, note }, now);
    const due = await extendClock(tx, number, clock, days);
    if (!due) throw new YiwenError('tips.no-clock', '这个期限已经停止计算', '请退回这个申请');
    const said = `${clockNames[clock]}延至${sayDay(due)}`;
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'extended', said });
  });
}
