import type { Period } from '../../casework/figure.js';
import { chinaDay } from '../../lib/clock.js';
import type { Reader } from '../../storage/store.js';
import type { CaseTable, RatingTables } from './tables.js';

export interface RatingFilter extends Period {
  /** '' for any, each. */
  readonly level: string;
  readonly matter: string;
  readonly channel: string;
  readonly source: string;
}

function counted(read: Reader, { from, to, level, matter, channel, source }: RatingFilter) {
  let query = read.withTables<RatingTables>().selectFrom('ratings');
  query = query.where('ratings.day', '>=', from).where('ratings.day', '<=', to);
  if (/^[1-5]$/.test(level)) query = query.where('ratings.level', '=', Number(level));
  if (matter !== '') query = query.where('ratings.matter', '=', matter);
  if (channel !== '') query = query.where('ratings.channel', '=', channel);
  if (source !== '') query = query.where('ratings.source', '=', source);
  return query;
}

export async function countRatings(read: Reader, filter: RatingFilter): Promise<number> {
  const row = await counted(read, filter)
    .select((is) => is.fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

export interface Page {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** Newest first. Which rows a page has is told by the index alone, however far back it is. */
export function listRatings(read: Reader, filter: RatingFilter, { page, size }: Page) {
  const shown = counted(read, filter)
    .select('ratings.id')
    .orderBy('ratings.day', 'desc')
    .orderBy('ratings.rated_at', 'desc')
    .orderBy('ratings.id', 'desc')
    .limit(size)
    .offset((page - 1) * size);
  return read
    .withTables<RatingTables>()
    .selectFrom('ratings')
    .leftJoin('service_items', 'service_items.id', 'ratings.item_id')
    .leftJoin('rating_cases', 'rating_cases.rating_id', 'ratings.id')
    .select(['ratings.id', 'ratings.matter', 'ratings.served_by', 'ratings.channel', 'ratings.level', 'ratings.source'])
    .select(['ratings.reasons', 'ratings.reason', 'ratings.version', 'ratings.rated_at', 'ratings.excluded'])
    .select(['service_items.number as item', 'rating_cases.number as case', 'rating_cases.state'])
    .where('ratings.id', 'in', shown)
    .orderBy('ratings.day', 'desc')
    .orderBy('ratings.rated_at', 'desc')
    .orderBy('ratings.id', 'desc')
    .execute();
}
export type ListedRating = Awaited<ReturnType<typeof listRatings>>[number];

/** What is open, what is overdue, what waits for a decision, what is done; or all. */
export const caseViews = ['open', 'late', 'first', 'decide', 'not-put-right', 'closed', 'all'] as const;
export type CaseView = (typeof caseViews)[number];

export interface CaseFilter {
  readonly view: CaseView;
  readonly matter: string;
  readonly state: string;
  /** The number, or how it begins. */
  readonly number: string;
  /** Only those of this member of staff. */
  readonly servedBy?: string;
}

function casesIn(read: Reader, { view, matter, state, number, servedBy }: CaseFilter, now: Date) {
  let query = read.withTables<RatingTables>().selectFrom('rating_cases');
  if (view === 'open') query = query.where('state', 'in', OPEN);
  if (view === 'late') query = query.where('due', '<', chinaDay(now));
  if (view === 'first') query = query.where('state', '=', 'OPEN');
  if (view === 'decide')
    query = query.where((is) => is.or([is('exclusion', '=', 'waiting'), is('appeal', '=', 'waiting')]));
  if (view === 'not-put-right') query = query.where('state', '=', 'REVISITED').where('put_right', '=', 'no');
  if (view === 'closed') query = query.where('state', '=', 'CLOSED');
  if (state !== '') query = query.where('state', '=', state);
  if (matter !== '') query = query.where('matter', '=', matter);
  if (number !== '') query = query.where('number', '>=', number).where('number', '<', `${number}\uffff`);
  if (servedBy !== undefined) query = query.where('served_by', '=', servedBy);
  return query;
}

const OPEN = ['OPEN', 'CONTACTED', 'VERIFIED', 'RECTIFYING', 'ANSWERED', 'REVISITED'];

export async function countCaseRows(read: Reader, filter: CaseFilter, now: Date): Promise<number> {
  const row = await casesIn(read, filter, now)
    .select((is) => is.fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

/** What is due first comes first where a term runs; else the newest. */
export function listCases(read: Reader, filter: CaseFilter, now: Date, { page, size }: Page): Promise<CaseTable[]> {
  const query = casesIn(read, filter, now).selectAll();
  const urgent = filter.view === 'open' || filter.view === 'late' || filter.view === 'first';
  const ordered = urgent
    ? query.orderBy('due', (order) => order.asc().nullsLast()).orderBy('number')
    : query.orderBy('number', 'desc');
  return ordered
    .limit(size)
    .offset((page - 1) * size)
    .execute();
}

/** The latest services registered at the window by hand. */
export function recentWindowItems(read: Reader, count: number) {
  return read
    .withTables<RatingTables>()
    .selectFrom('service_items')
    .leftJoin('ratings', 'ratings.item_id', 'service_items.id')
    .select(['service_items.id', 'service_items.matter', 'service_items.number', 'service_items.served_by'])
    .select(['service_items.finished_at', 'ratings.id as rating', 'ratings.source'])
    .where('service_items.invitation', '=', 'code')
    .orderBy('service_items.invited_at', 'desc')
    .limit(count)
    .execute();
}
