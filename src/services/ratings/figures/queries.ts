import { CompiledQuery } from 'kysely';
import type { Period } from '../../../casework/figure.js';
import type { Reader } from '../../../storage/store.js';

/**
 * The queries behind the figures, as they run and as they are shown. `?` stands for the first and the last day, in
 * this order. Formulas: rules of 好差评 (GB/T 39734-2020, GB/T 39735-2020, 国办发〔2019〕51号).
 */
export const queries = {
  levels: `
select level, excluded, count(*) as count
from ratings
where source = 'active' and day between ? and ?
group by level, excluded`,
  silent: `
select count(*) as count
from ratings
where source = 'default' and day between ? and ?`,
  items: `
select count(*) as finished,
       sum(i.invited_at is not null) as invited,
       sum(r.id is not null) as rated,
       sum(coalesce(r.level <= 2, 0)) as bad,
       sum(coalesce(c.put_right = 'yes', 0)) as putRight
from service_items i
left join ratings r on r.item_id = i.id and r.source = 'active'
left join rating_cases c on c.rating_id = r.id
where i.ended = 'completed' and i.day between ? and ?`,
  cases: `
select count(*) as opened,
       sum(coalesce(verdict = 'valid', 0)) as valid,
       sum(coalesce(verdict = 'valid' and answered_at is not null, 0)) as rectified,
       sum(answered_at is not null) as answered,
       sum(answered_at is not null and late = 0) as inTime,
       sum(answered_at is not null or late = 1) as ended,
       sum(answered_at is not null and revisited_at is not null) as revisited,
       sum(coalesce(put_right = 'yes', 0)) as putRight,
       sum(coalesce(verdict = 'mistaken' and exclusion = 'granted', 0)) as mistaken,
       sum(coalesce(verdict = 'malicious' and exclusion = 'granted', 0)) as malicious
from rating_cases
where opened_day between ? and ?`,
  reasons: `
select reason.value as key, count(*) as count
from ratings, json_each(ratings.reasons) as reason
where source = 'active' and level <= 2 and day between ? and ?
group by reason.value`,
  ownWords: `
select count(*) as count
from ratings
where source = 'active' and level <= 2 and reason is not null and day between ? and ?`,
  day: grouped('day'),
  matter: grouped('matter'),
  channel: grouped('channel'),
  staff: grouped('served_by'),
} as const;
export type QueryName = keyof typeof queries;
export type Grouping = 'day' | 'matter' | 'channel' | 'staff';

function grouped(column: string): string {
  return `
select ${column} as key,
       count(*) as active,
       sum(level >= 3) as good,
       sum(level <= 2) as bad,
       sum(excluded = 0) as counted,
       sum(level >= 3 and excluded = 0) as countedGood
from ratings
where source = 'active' and day between ? and ?
group by ${column}`;
}

export async function run<Row>(read: Reader, name: QueryName, { from, to }: Period): Promise<readonly Row[]> {
  const { rows } = await read.executeQuery<Row>(CompiledQuery.raw(queries[name], [from, to]));
  return rows;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The query with its days filled in, so that anybody can count again. */
export function shownQuery(name: QueryName, { from, to }: Period): string {
  const days = [from, to].map((day) => (DAY.test(day) ? `'${day}'` : "''"));
  return queries[name].trim().replace(/\?/g, () => days.shift() ?? '?');
}
