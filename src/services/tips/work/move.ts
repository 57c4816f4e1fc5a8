import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { chinaDay } from '../../../lib/clock.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Seal } from '../../../storage/sealing/sealed-text.js';
import type { Store, Tx } from '../../../storage/store.js';
import { type Edge, edgeBetween } from '../edges.js';
import { stateNames, type TipState } from '../states.js';
import type { TipTerms } from '../terms.js';
import { change, requireVersion } from './change.js';
import { startClock, stopClock } from './clocks.js';
import { dropCopies } from './copies.js';
import { addEvent } from './events.js';
import { type Given, ineligibleNames, readGiven, toldByNames } from './given.js';
import { putMessage } from './messages.js';
import { mayTake, requireRecord, type TipRecord } from './record.js';
import { cases, type TipRow } from './tables.js';
import { messagesFor } from './told.js';

export interface Move {
  readonly number: string;
  readonly to: TipState;
  /** The version that the form was drawn for. */
  readonly seen: string;
  /** What the step's form says; '' for what it does not. */
  field(name: string): string;
}

export interface Mover {
  readonly store: Store;
  readonly member: StaffMember;
  readonly seal: Seal;
  readonly now: Date;
  readonly terms: TipTerms;
}

/**
 * Takes a tip one step on: state, clocks, history, what the reporter is told and the audit in one transaction.
 * @throws YiwenError `tips.changed-meanwhile`, `tips.step-denied`, `tips.incomplete-step`, `tips.invalid-amount`,
 *   `tips.conflict-of-interest`, `tips.unknown-number`, `tips.not-a-duplicate`, `tips.unreachable`
 */
export async function moveTip({ store, member, seal, now, terms }: Mover, move: Move): Promise<void> {
  const { number, to, seen } = move;
  const before = await requireRecord(store.read, member, number);
  requireVersion(before, seen);
  const { needs } = requireEdge(member, before, to);
  const given = readGiven(needs, move.field);
  const original = given.original ? await requireOriginal(store, member, before, given.original) : undefined;
  const messages = await messagesFor(before, to, given, original, terms, now);
  await store.transaction(async (tx) => {
    const record = await requireRecord(tx, member, number);
    requireVersion(record, seen);
    requireEdge(member, record, to);
    await change(tx, record, { state: to, ...lasting(record, to, given, now) });
    await runClocks(tx, record, to, now, terms);
    if (to === 'CLOSED') await dropCopies(tx, number);
    for (const message of messages) await putMessage(tx, message, now);
    const note = [given.note, given.question && `问举报人：${given.question}`].filter(Boolean).join('\n');
    const event = { number, at: now, actor: member.login, kind: 'moved', from: record.state, to, note };
    await addEvent(tx, { ...event, said: sayGiven(given) }, seal);
    const detail = { from: record.state, to };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.moved', subject: number, detail });
  });
}

function requireEdge(member: StaffMember, record: TipRecord, to: TipState): Edge {
  const edge = edgeBetween(record.state, to);
  if (edge && mayTake(member, record, edge)) return edge;
  throw new YiwenError(
    'tips.step-denied',
    `这条举报现在是「${stateNames[record.state]}」，您不能把它转为「${stateNames[to]}」`,
    '请回到这条举报，只能办页面上列出的步骤',
  );
}

function lasting(record: TipRecord, to: TipState, given: Given, now: Date): Partial<TipRow> {
  const today = chinaDay(now);
  switch (to) {
    case 'FILED':
      return { filing: 'filed', filed_on: today };
    case 'NOT_FILED':
      return { filing: 'not-filed', filed_on: today };
    case 'REPORTER_TOLD':
      return { told_on: today };
    case 'CONCLUDED':
      return {
        ...{ outcome: given.outcome ?? null, concluded_on: today },
        ...{ case_value: given.caseValue ?? null, recovered: given.recovered ?? null },
      };
    case 'NOTIFIED':
      return { reward: record.proposal?.amount ?? null };
    case 'PAID':
      return { paid_on: today };
    case 'DUPLICATE':
      return { original: given.original ?? null };
    case 'CLOSED':
      return { closed_on: today };
    default:
      return {};
  }
}

/** Only who left a name has to be told within days. */
async function runClocks(
  tx: Tx,
  { number, named, clocks, received_at }: TipRecord,
  to: TipState,
  at: Date,
  terms: TipTerms,
): Promise<void> {
  if (clocks.length === 0) await startClock(tx, number, 'verify', new Date(received_at), terms);
  if (to === 'TRANSFERRED' || to === 'DUPLICATE' || to === 'FILED' || to === 'NOT_FILED')
    await stopClock(tx, number, 'verify', at);
  if ((to === 'FILED' || to === 'NOT_FILED') && named === 1) await startClock(tx, number, 'tell', at, terms);
  if (to === 'REPORTER_TOLD') await stopClock(tx, number, 'tell', at);
  if (to === 'NOTIFIED') await startClock(tx, number, 'claim', at, terms);
  if (to === 'PAID' || to === 'WAIVED' || to === 'LAPSED') await stopClock(tx, number, 'claim', at);
}

const sayGiven = ({ authority, original, toldBy, ineligible }: Given): string =>
  [
    authority && `移送至${authority}`,
    original && `并入 ${original}`,
    toldBy && `告知方式：${toldByNames[toldBy]}`,
    ineligible && ineligibleNames[ineligible],
  ]
    .filter(Boolean)
    .join('，');

/** The first of the same matter: earlier, and not itself merged into another. */
async function requireOriginal(store: Store, member: StaffMember, later: TipRecord, number: string) {
  const first = await requireRecord(store.read, member, number);
  const earlier = first.number !== later.number && first.received_at <= later.received_at;
  if (earlier && first.original === null) return first;
  throw new YiwenError(
    'tips.not-a-duplicate',
    earlier ? `${number} 本身已并入 ${first.original}` : `${number} 不是先收到的另一条举报`,
    earlier ? '请填它并入的那一条' : '后收到的并入先收到的，请核对编号',
  );
}

/**
 * What nobody fetched in time lapses. The state is looked at in the same step that changes it: it happens once, however
 * often it is looked for.
 * @returns how many lapsed
 */
export async function lapseUnclaimed(tx: Tx, now: Date): Promise<number> {
  const rows = await cases(tx)
    .selectFrom('tip_clocks')
    .innerJoin('tips', 'tips.number', 'tip_clocks.number')
    .select(['tips.number', 'tips.version'])
    .where('tip_clocks.running', '=', 1)
    .where('tip_clocks.kind', '=', 'claim')
    .where('tip_clocks.due_on', '<', chinaDay(now))
    .where('tips.state', '=', 'NOTIFIED')
    .execute();
  for (const row of rows) {
    const { number } = row;
    await change(tx, row, { state: 'LAPSED' });
    await stopClock(tx, number, 'claim', now);
    await addEvent(tx, { number, at: now, actor: 'system', kind: 'moved', from: 'NOTIFIED', to: 'LAPSED' });
    await appendAudit(tx, { at: now, actor: 'bot', action: 'tips.lapsed', subject: number });
  }
  return rows.length;
}
