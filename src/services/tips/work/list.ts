import type { SelectQueryBuilder } from 'kysely';
import type { StaffMember } from '../../../domain/staff.js';
import { endOfDay, startOfDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import type { Reader } from '../../../storage/store.js';
import { type TipState, tipStates } from '../states.js';
import { type CaseTables, type ClockRow, cases, type TipRow } from './tables.js';

export const tones = ['late', 'soon', 'half', 'calm'] as const;
export type ListTone = (typeof tones)[number];
export const toneNames: Readonly<Record<ListTone, string>> = {
  late: '已超期',
  soon: '用去八成以上',
  half: '用去一半以上',
  calm: '还早',
};

/** What the list shows; '' for any. */
export interface TipFilter {
  readonly state: TipState | '';
  readonly kind: string;
  /** An account's id, or `none`. */
  readonly owner: string;
  readonly tone: ListTone | '';
  readonly from: string;
  readonly to: string;
  /** `received.desc`, `due.asc` … */
  readonly sort: string;
}

export function filterIn(query: Readonly<Record<string, string>>, member: StaffMember): TipFilter {
  const day = (text = '') => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');
  return {
    state: tipStates.find((state) => state === query.state) ?? '',
    kind: (query.kind ?? '').slice(0, 40),
    owner: query.owner === 'me' ? member.id : (query.owner ?? '').slice(0, 60),
    tone: tones.find((tone) => tone === query.tone) ?? '',
    from: day(query.from),
    to: day(query.to),
    sort: /^(?:received|due)\.(?:asc|desc)$/.test(query.sort ?? '') ? (query.sort ?? '') : 'received.desc',
  };
}

export type ListedTip = TipRow & { readonly clock: ClockRow | undefined };

/** Numbers of tips that somebody may know nothing of. */
async function hiddenFrom(read: Reader, { id }: StaffMember): Promise<string[]> {
  const rows = await cases(read).selectFrom('tip_conflicts').select('number').where('staff_id', '=', id).execute();
  return rows.map(({ number }) => number);
}

type TipQuery<Extra extends keyof CaseTables> = SelectQueryBuilder<CaseTables, 'tips' | Extra, object>;

function narrowed<Extra extends keyof CaseTables>(
  query: TipQuery<Extra>,
  { state, kind, owner, from, to }: TipFilter,
  hidden: readonly string[],
): TipQuery<Extra> {
  let all = query as unknown as TipQuery<never>;
  if (state !== '') all = all.where('tips.state', '=', state);
  if (kind !== '') all = all.where('tips.kind', '=', kind);
  if (owner !== '') all = owner === 'none' ? all.where('tips.owner', 'is', null) : all.where('tips.owner', '=', owner);
  if (from !== '') all = all.where('tips.received_at', '>=', startOfDay(from).toISOString());
  if (to !== '') all = all.where('tips.received_at', '<', endOfDay(to).toISOString());
  if (hidden.length > 0) all = all.where('tips.number', 'not in', [...hidden]);
  return all as unknown as TipQuery<Extra>;
}

function withTone(query: TipQuery<'tip_clocks'>, { tone }: TipFilter, today: string): TipQuery<'tip_clocks'> {
  const running = query.where('tip_clocks.running', '=', 1);
  switch (tone) {
    case 'late':
      return running.where('tip_clocks.due_on', '<', today);
    case 'soon':
      return running.where('tip_clocks.due_on', '>=', today).where('tip_clocks.soon_on', '<=', today);
    case 'half':
      return running.where('tip_clocks.soon_on', '>', today).where('tip_clocks.half_on', '<=', today);
    case 'calm':
      return running.where('tip_clocks.half_on', '>', today);
    default:
      return running;
  }
}

const joined = (read: Reader): TipQuery<'tip_clocks'> =>
  cases(read).selectFrom('tips').innerJoin('tip_clocks', 'tip_clocks.number', 'tips.number');

/** A list by clocks holds what has one running; any other goes over the tips alone. */
const byClock = ({ tone, sort }: TipFilter): boolean => tone !== '' || sort.startsWith('due.');

export async function countTips(read: Reader, filter: TipFilter, member: StaffMember, now: Date): Promise<number> {
  const hidden = await hiddenFrom(read, member);
  const query = byClock(filter)
    ? narrowed(withTone(joined(read), filter, chinaDay(now)), filter, hidden)
    : narrowed<never>(cases(read).selectFrom('tips'), filter, hidden);
  const row = await query.select((count) => count.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
  return Number(row.rows);
}

/** @param page from 1 */
export async function listTips(
  read: Reader,
  filter: TipFilter,
  member: StaffMember,
  now: Date,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<ListedTip[]> {
  const hidden = await hiddenFrom(read, member);
  const direction = filter.sort.endsWith('.asc') ? 'asc' : 'desc';
  const query = byClock(filter)
    ? narrowed(withTone(joined(read), filter, chinaDay(now)), filter, hidden)
    : narrowed<never>(cases(read).selectFrom('tips'), filter, hidden);
  const ordered = filter.sort.startsWith('due.')
    ? (query as TipQuery<'tip_clocks'>).orderBy('tip_clocks.due_on', direction)
    : query.orderBy('tips.received_at', direction);
  const rows = await ordered
    .selectAll('tips')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const clocks = await runningClocks(
    read,
    rows.map(({ number }) => number),
  );
  return rows.map((row) => ({ ...row, clock: clocks.get(row.number) }));
}

async function runningClocks(read: Reader, numbers: readonly string[]): Promise<ReadonlyMap<string, ClockRow>> {
  if (numbers.length === 0) return new Map();
  const rows = await cases(read)
    .selectFrom('tip_clocks')
    .selectAll()
    .where('number', 'in', [...numbers])
    .where('running', '=', 1)
    .execute();
  return new Map(rows.map((row) => [row.number, row]));
}

/** How many stand where; states without any are left out. */
export async function countByState(read: Reader, member: StaffMember): Promise<ReadonlyMap<TipState, number>> {
  const hidden = await hiddenFrom(read, member);
  const all = cases(read).selectFrom('tips');
  const rows = await (hidden.length > 0 ? all.where('number', 'not in', hidden) : all)
    .select((row) => ['state', row.fn.countAll<number>().as('tips')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, tips }) => [state, Number(tips)]));
}
