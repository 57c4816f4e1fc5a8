import type { Reply } from '../../domain/message.js';
import type { OnServiceFinished } from '../../domain/service-finished.js';
import { actorOf, may, type StaffMember } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../../storage/audit.js';
import { putReply } from '../../storage/outbox.js';
import type { Keyring } from '../../storage/sealing/keyring.js';
import type { Seal } from '../../storage/sealing/sealed-text.js';
import type { Store, Tx } from '../../storage/store.js';
import type { FormCase } from './case.js';
import { addEvent, caseByNumber, changeCase, eventsOf } from './records.js';
import { type Move, moves, settledStates, toldStates } from './states.js';

export type OnFinished = OnServiceFinished<Tx>;

export interface Acting {
  readonly member: StaffMember;
  readonly now: Date;
  readonly seal: Seal;
  readonly onFinished: OnFinished;
}

export interface MoveOrder {
  readonly number: string;
  readonly move: string;
  /** The version that the form on the page was of. */
  readonly version: number;
  /** What the resident is told. */
  readonly words: string;
  readonly assignee: StaffMember | undefined;
}

/** What is not fetched within three days is of no more use. */
const TELL_WITHIN_MS = 3 * 24 * 3_600_000;

/** @throws YiwenError `forms.unknown-number` */
export async function requireCase(db: Parameters<typeof caseByNumber>[0], number: string): Promise<FormCase> {
  const found = await caseByNumber(db, number);
  if (found) return found;
  throw new YiwenError('forms.unknown-number', `没有编号为 ${number} 的办件`, '请回到列表再选');
}

/**
 * One step of the table of moves.
 * @throws YiwenError `forms.unknown-number`, `forms.not-allowed`, `forms.changed-meanwhile`, `forms.no-words`, `forms.no-assignee`
 */
export async function moveCase(tx: Tx, order: MoveOrder, acting: Acting): Promise<void> {
  const { member, now, seal } = acting;
  const found = await requireCase(tx, order.number);
  requireVersion(found, order.version);
  const move = moves.find(({ name, by }) => name === order.move && by === 'staff');
  if (!move?.from.includes(found.state))
    throw new YiwenError('forms.not-allowed', '这一步现在不能做', '请刷新页面，看看现在的状态');
  const words = wordsFor(move, order.words);
  const assignee = assigneeFor(move, order, member, found);
  const settled = settledStates.find((state) => state === move.to);
  const change = {
    state: move.to,
    assignee,
    ...(settled ? { outcome: settled, settled_at: now.toISOString(), open_due: null } : {}),
    ...(move.to === 'CLOSED' ? { closed_at: now.toISOString() } : {}),
  };
  if (!(await changeCase(tx, found, change))) throw changedMeanwhile();
  const told = words !== undefined;
  const event = { at: now.toISOString(), actor: actorOf(member), action: move.name, state: move.to, told };
  await addEvent(tx, found.id, { ...event, words: words === undefined ? null : seal('form', words) });
  if (words !== undefined) await tell(tx, found, `${toldStates[move.to]}。${words}`, now);
  const detail = { from: found.state, to: move.to, ...(assignee ? { assignee } : {}) };
  await appendAudit(tx, {
    at: now,
    actor: actorOf(member),
    action: `forms.${move.name}`,
    subject: found.number,
    detail,
  });
  if (!settled) return;
  const { form, address } = found;
  const finished = { matter: form, number: found.number, how: 'completed', at: now, address } as const;
  await acting.onFinished(tx, { ...finished, servedBy: assignee ?? member.id });
}

function wordsFor(move: Move, given: string): string | undefined {
  if (move.asks !== 'words') return undefined;
  const words = given.trim();
  if (words.length >= 2 && words.length <= 500) return words;
  throw new YiwenError('forms.no-words', '要写给申请人的话应有2至500个字', '请写明结果或原因，申请人会原样看到');
}

function assigneeFor(move: Move, order: MoveOrder, member: StaffMember, found: FormCase): string | null {
  if (move.name === 'take') return member.id;
  if (move.name === 'return') return null;
  if (move.asks !== 'assignee') return found.assignee;
  if (order.assignee && may(order.assignee, 'registrations.work')) return order.assignee.id;
  throw new YiwenError('forms.no-assignee', '没有选承办人', '请选一位经办坐席');
}

export function requireVersion(found: FormCase, version: number): void {
  if (found.version !== version) throw changedMeanwhile();
}

const changedMeanwhile = () =>
  new YiwenError('forms.changed-meanwhile', '这个办件刚被别人改过', '请返回，刷新页面看清现在的状态再操作');

export interface Words {
  readonly number: string;
  readonly words: string;
  /** Made with the page: the same form sent twice is one message. */
  readonly once: string;
}

/** A word to the resident, through the channel they wrote on. @throws YiwenError `forms.unknown-number`, `forms.no-words` */
export async function tellResident(tx: Tx, { number, words, once }: Words, acting: Acting): Promise<void> {
  const { member, now, seal } = acting;
  const found = await requireCase(tx, number);
  const text = wordsFor({ asks: 'words' } as Move, words) ?? '';
  if (!(await tell(tx, found, text, now, once))) return;
  const event = { at: now.toISOString(), actor: actorOf(member), action: 'told', state: null, told: true };
  await addEvent(tx, found.id, { ...event, words: seal('form', text) });
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'forms.told', subject: found.number });
}

/** For colleagues alone. @throws YiwenError `forms.unknown-number`, `forms.no-words` */
export async function noteOnCase(tx: Tx, { number, words }: Omit<Words, 'once'>, acting: Acting): Promise<void> {
  const { member, now, seal } = acting;
  const found = await requireCase(tx, number);
  const text = wordsFor({ asks: 'words' } as Move, words) ?? '';
  const event = { at: now.toISOString(), actor: actorOf(member), action: 'noted', state: null, told: false };
  await addEvent(tx, found.id, { ...event, words: seal('form', text) });
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'forms.noted', subject: found.number });
}

/** False where the same form was sent before. */
async function tell(
  tx: Tx,
  { number, version, address }: FormCase,
  text: string,
  now: Date,
  once?: string,
): Promise<boolean> {
  const reply: Reply = {
    ...{ status: 'service', service: 'forms', confidential: true },
    text: `您的办件 ${number}：${text}\n要补充材料或撤回，请发送这个编号。`,
  };
  const until = new Date(now.getTime() + TELL_WITHIN_MS);
  return putReply(tx, `form-${number}-${once ?? version}`, address, reply, now, until);
}

export interface OpenedCase {
  /** By field: in the clear. */
  readonly fields: Readonly<Record<string, string>>;
  /** In the order of the events; undefined where nothing was said. */
  readonly words: readonly (string | undefined)[];
}

/**
 * Opens what was typed. That it was opened stands in the audit before a word of it is shown.
 * @throws YiwenError `forms.unknown-number`, `sealing.locked`, `sealing.not-granted`, `sealing.unreadable`
 */
export async function openCase(
  store: Store,
  number: string,
  { member, keyring, now }: { readonly member: StaffMember; readonly keyring: Keyring | undefined; readonly now: Date },
): Promise<OpenedCase> {
  if (!keyring) throw new YiwenError('sealing.locked', '您的密钥还没有打开', '请输入口令解锁');
  const found = await store.transaction(async (tx) => {
    const opened = await requireCase(tx, number);
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'forms.opened', subject: number });
    return opened;
  });
  const entries = Object.entries(found.fields).map(
    ([name, { sealed, shown }]) => [name, sealed ? keyring.open(sealed) : shown] as const,
  );
  const events = await eventsOf(store.read, found.id);
  return {
    fields: Object.fromEntries(entries),
    words: events.map(({ words }) => (words ? keyring.open(words) : undefined)),
  };
}
