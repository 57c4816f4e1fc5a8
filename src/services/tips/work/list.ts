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

type TipQuery = SelectQueryBuilder<CaseTables, 'tips', object>;

function narrowed(
  read: Reader,
  { state, kind, owner, from, to, tone, sort }: TipFilter,
  hidden: readonly string[],
  today: string,
): TipQuery {
  let all: TipQuery = cases(read).selectFrom('tips');
  if (state !== '') all = all.where('state', '=', state);
  if (kind !== '') all = all.where('kind', '=', kind);
  if (owner !== '') all = owner === 'none' ? all.where('owner', 'is', null) : all.where('owner', '=', owner);
  if (from !== '') all = all.where('received_at', '>=', startOfDay(from).toISOString());
  if (to !== '') all = all.where('received_at', '<', endOfDay(to).toISOString());
  if (hidden.length > 0) all = all.where('number', 'not in', [...hidden]);
  // Sorted by its clock, a tip without one would stand first or last for no reason.
  if (sort.startsWith('due.')) all = all.where('due_on', 'is not', null);
  switch (tone) {
    case 'late':
      return all.where('due_on', '<', today);
    case 'soon':
      return all.where('due_on', '>=', today).where('soon_on', '<=', today);
    case 'half':
      return all.where('due_on', '>=', today).where('soon_on', '>', today).where('half_on', '<=', today);
    case 'calm':
      return all.where('due_on', '>=', today).where('half_on', '>', today);
    default:
      return all;
  }
}

export async function countTips(read: Reader, filter: TipFilter, member: StaffMember, now: Date): Promise<number> {
  const query = narrowed(read, filter, await hiddenFrom(read, member), chinaDay(now));
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
  const query = narrowed(read, filter, await hiddenFrom(read, member), chinaDay(now));
  const [by = '', direction] = filter.sort.split('.');
  const rows = await query
    .selectAll()
    .orderBy(by === 'due' ? 'due_on' : 'received_at', direction === 'asc' ? 'asc' : 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const numbers = rows.map(({ number }) => number);
  const clocks = await runningClocks(read, numbers);
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
