import type { Reply } from '../../domain/message.js';
import type { OnServiceFinished, ServiceFinished } from '../../domain/service-finished.js';
import { actorOf, may, type StaffMember } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../../storage/audit.js';
import { putReply } from '../../storage/outbox.js';
import type { Keyring } from '../../storage/sealing/keyring.js';
import type { Seal } from '../../storage/sealing/sealed-text.js';
import type { Store, Tx } from '../../storage/store.js';
import {
  addMessage,
  changeHandoff,
  ending,
  type Handoff,
  type HandoffMessage,
  handoffByNumber,
  messagesOf,
} from './records.js';
import type { Closed } from './tables.js';
import * as words from './words.js';

export type OnFinished = OnServiceFinished<Tx>;

export interface Acting {
  readonly member: StaffMember;
  readonly now: Date;
}

/** A word of staff that is not fetched within three days is of no more use. */
const TELL_WITHIN_MS = 3 * 24 * 3_600_000;

/** To the resident, through the channel they wrote on; the same `once` is sent once. */
export async function tell(tx: Tx, { id, address }: Handoff, once: string, reply: Reply, now: Date): Promise<void> {
  await putReply(tx, `handoff-${id}-${once}`, address, reply, now, new Date(now.getTime() + TELL_WITHIN_MS));
}

const ends: Readonly<Record<Closed, ServiceFinished['how']>> = {
  staff: 'completed',
  resident: 'completed',
  timeout: 'closed-automatically',
  failed: 'failed',
};

/** Tells that a conversation came to an end. */
export function finish(tx: Tx, handoff: Handoff, closed: Closed, at: Date, onFinished: OnFinished): Promise<void> {
  const { number, address, takenBy } = handoff;
  const servedBy = takenBy ? { servedBy: takenBy } : {};
  return onFinished(tx, { matter: 'handoff', number, how: ends[closed], at, address, ...servedBy });
}

/** @throws YiwenError `handoff.unknown-number` */
export async function requireTalk(db: Parameters<typeof handoffByNumber>[0], number: string): Promise<Handoff> {
  const found = await handoffByNumber(db, number);
  if (found) return found;
  throw new YiwenError('handoff.unknown-number', `没有编号为 ${number} 的人工服务`, '请回到列表再选');
}

/** Takes who waits. @throws YiwenError `handoff.unknown-number`, `handoff.changed-meanwhile` */
export async function take(tx: Tx, number: string, { member, now }: Acting): Promise<void> {
  const found = await requireTalk(tx, number);
  const at = now.toISOString();
  const change = { state: 'TALKING', taken_by: member.id, taken_at: found.takenAt ?? at, last_at: at } as const;
  if (found.state !== 'WAITING' || !(await changeHandoff(tx, found, change))) throw changedMeanwhile();
  await tell(tx, found, `taken-${found.version}`, words.taken, now);
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'handoff.taken', subject: number });
}

/** A word of staff. `id` comes with the page: the same form sent twice is one message. */
export async function reply(
  tx: Tx,
  number: string,
  message: { readonly id: string; readonly text: string },
  { member, now, seal }: Acting & { readonly seal: Seal },
): Promise<void> {
  const text = message.text.trim();
  if (text.length < 1 || text.length > 1_000)
    throw new YiwenError('handoff.no-words', '回复要写1至1000个字', '请写好再发');
  if (!/^[\w-]{8,64}$/.test(message.id)) throw new YiwenError('handoff.stale-page', '页面已过期', '请刷新页面再发');
  const found = await requireOwn(tx, number, member);
  const speaker = actorOf(member);
  if (!(await addMessage(tx, found.id, { id: message.id, speaker, words: seal('form', text) }, now))) return;
  await tell(tx, found, message.id, words.fromStaff(text), now);
  await appendAudit(tx, { at: now, actor: speaker, action: 'handoff.replied', subject: number });
}

/** Hands a conversation to a colleague. @throws YiwenError `handoff.no-colleague`, `handoff.not-own` */
export async function passOn(
  tx: Tx,
  number: string,
  to: StaffMember | undefined,
  { member, now }: Acting,
): Promise<void> {
  const found = await requireOwn(tx, number, member);
  if (!to || to.id === member.id || !may(to, 'handoffs.talk'))
    throw new YiwenError('handoff.no-colleague', '没有选接手的同事', '请选另一位经办坐席');
  if (!(await changeHandoff(tx, found, { taken_by: to.id, last_at: now.toISOString() }))) throw changedMeanwhile();
  await tell(tx, found, `passed-${found.version}`, words.passedOn, now);
  const detail = { to: to.login };
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'handoff.passed', subject: number, detail });
}

/** @throws YiwenError `handoff.not-own`, `handoff.changed-meanwhile` */
export async function end(tx: Tx, number: string, { member, now }: Acting, onFinished: OnFinished): Promise<void> {
  const found = await requireOwn(tx, number, member);
  if (!(await changeHandoff(tx, found, ending('staff', now)))) throw changedMeanwhile();
  await tell(tx, found, 'ended', words.endedByStaff, now);
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'handoff.ended', subject: number });
  await finish(tx, found, 'staff', now, onFinished);
}

/** Only who talks with somebody talks with them. @throws YiwenError `handoff.not-own`, `handoff.ended` */
async function requireOwn(tx: Tx, number: string, { id }: StaffMember): Promise<Handoff> {
  const found = await requireTalk(tx, number);
  if (found.state === 'ENDED')
    throw new YiwenError('handoff.ended', '这次人工服务已经结束', '对方再次转人工时会重新出现在列表里');
  if (found.state === 'TALKING' && found.takenBy === id) return found;
  throw new YiwenError('handoff.not-own', '这次对话不由您接待', '请先接入，或请接待的同事转给您');
}

const changedMeanwhile = () =>
  new YiwenError('handoff.changed-meanwhile', '这次对话刚被别人改过', '请刷新页面，看清现在由谁接待');

export interface OpenedMessage extends HandoffMessage {
  readonly text: string;
}

/**
 * What was said, in the clear. That it was opened stands in the audit before a word of it is shown.
 * @throws YiwenError `handoff.unknown-number`, `sealing.not-granted`, `sealing.unreadable`
 */
export async function openTalk(
  store: Store,
  number: string,
  keyring: Keyring,
  { member, now }: Acting,
): Promise<OpenedMessage[]> {
  const found = await store.transaction(async (tx) => {
    const opened = await requireTalk(tx, number);
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'handoff.opened', subject: number });
    return opened;
  });
  const messages = await messagesOf(store.read, found.id);
  return messages.map((message) => ({ ...message, text: keyring.open(message.words) }));
}
