import type { Period } from '../../../casework/figure.js';
import { type DayCount, shownCount } from '../../../storage/day-count.js';
import { type DayCounts, dropDays, sumDays } from '../../../storage/day-counts.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { RatingTables } from '../tables.js';

const active = { from: 'ratings', day: 'day', where: "source = 'active'" } as const;
const bad = { ...active, where: `${active.where} and level <= 2` } as const;
const count = { count: 'count(*)' } as const;

const grouped = (column: string): DayCount => ({
  ...active,
  by: { key: column },
  sums: {
    active: 'count(*)',
    good: 'sum(level >= 3)',
    bad: 'sum(level <= 2)',
    counted: 'sum(excluded = 0)',
    countedGood: 'sum(level >= 3 and excluded = 0)',
  },
});

/** The counts behind the figures. Formulas: rules of 好差评 (GB/T 39734-2020, GB/T 39735-2020, 国办发〔2019〕51号). */
const counts = {
  levels: { ...active, by: { level: 'level', excluded: 'excluded' }, sums: count },
  silent: { ...active, where: "source = 'default'", sums: count },
  items: {
    sums: {
      finished: 'count(*)',
      invited: 'sum(i.invited_at is not null)',
      rated: 'sum(r.id is not null)',
      bad: 'sum(coalesce(r.level <= 2, 0))',
      putRight: "sum(coalesce(c.put_right = 'yes', 0))",
    },
    from: 'service_items i',
    join: "left join ratings r on r.item_id = i.id and r.source = 'active'\nleft join rating_cases c on c.rating_id = r.id",
    where: "i.ended = 'completed'",
    day: 'i.day',
  },
  cases: {
    sums: {
      opened: 'count(*)',
      valid: "sum(coalesce(verdict = 'valid', 0))",
      rectified: "sum(coalesce(verdict = 'valid' and answered_at is not null, 0))",
      answered: 'sum(answered_at is not null)',
      inTime: 'sum(answered_at is not null and late = 0)',
      ended: 'sum(answered_at is not null or late = 1)',
      revisited: 'sum(answered_at is not null and revisited_at is not null)',
      putRight: "sum(coalesce(put_right = 'yes', 0))",
      mistaken: "sum(coalesce(verdict = 'mistaken' and exclusion = 'granted', 0))",
      malicious: "sum(coalesce(verdict = 'malicious' and exclusion = 'granted', 0))",
    },
    from: 'rating_cases',
    day: 'opened_day',
  },
  reasons: { ...bad, join: 'join json_each(ratings.reasons) as picked', by: { key: 'picked.value' }, sums: count },
  ownWords: { ...bad, where: `${bad.where} and reason is not null`, sums: count },
  day: grouped('day'),
  matter: grouped('matter'),
  channel: grouped('channel'),
  staff: grouped('served_by'),
} as const satisfies Readonly<Record<string, DayCount>>;
export type QueryName = keyof typeof counts;
export type Grouping = 'day' | 'matter' | 'channel' | 'staff';

export const ratingCounts: DayCounts<QueryName> = { name: 'ratings', counts };

export const run = <Row>(read: Reader, name: QueryName, period: Period): Promise<readonly Row[]> =>
  sumDays<Row, QueryName>(read, ratingCounts, name, period);

/** The query with its days filled in, so that anybody can count again. */
export const shownQuery = (name: QueryName, period: Period): string => shownCount(counts[name], period);

/**
 * To be called by whoever wrote a rating, its item or its case: the days of all three are counted anew.
 * @param before the day of the rating, where it had another one before
 */
export async function countAnew(tx: Tx, ratingId: string, before?: string): Promise<void> {
  const days = await tx
    .withTables<RatingTables>()
    .selectFrom('ratings')
    .leftJoin('service_items', 'service_items.id', 'ratings.item_id')
    .leftJoin('rating_cases', 'rating_cases.rating_id', 'ratings.id')
    .select(['ratings.day', 'service_items.day as finished', 'rating_cases.opened_day as opened'])
    .where('ratings.id', '=', ratingId)
    .executeTakeFirst();
  await dropDays(tx, ratingCounts, [before, days?.day, days?.finished, days?.opened]);
}
