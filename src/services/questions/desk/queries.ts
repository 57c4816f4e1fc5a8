import { CompiledQuery } from 'kysely';
import type { Period } from '../../../casework/figure.js';
import { endOfDay, startOfDay } from '../../../lib/calendar.js';
import type { Reader } from '../../../storage/store.js';

/** The queries behind the figures, as they run and as they are shown. `?` stands for where the period begins and ends. */
export const queries = {
  statuses: `
select status, count(*) as count
from answers
where at >= ? and at < ?
group by status`,
  days: `
select date(at, '+8 hours') as day,
       count(*) as asked,
       sum(status = 'answered') as answered,
       sum(status = 'unsure') as unsure
from answers
where at >= ? and at < ?
group by date(at, '+8 hours')`,
  channels: `
select channel as key, count(*) as count
from answers
where at >= ? and at < ?
group by channel`,
  cited: `
select count(*) as count
from answers
where at >= ? and at < ? and status = 'answered' and citations <> '[]'`,
  feedback: `
select useful, count(*) as count
from feedback
where at >= ? and at < ?
group by useful`,
  passages: `
select cited.passage as passage,
       sum(feedback.useful) as useful,
       sum(1 - feedback.useful) as useless,
       max(feedback.answer_id) as answer
from feedback
join answer_passages cited on cited.answer_id = feedback.answer_id
where feedback.at >= ? and feedback.at < ?
group by cited.passage
order by useless desc, useful desc, passage
limit 50`,
} as const;
export type QueryName = keyof typeof queries;

/** The instants between which a period of days in China lies. */
export const bounds = ({ from, to }: Period): readonly [from: string, to: string] => [
  startOfDay(from).toISOString(),
  endOfDay(to).toISOString(),
];

export async function run<Row>(read: Reader, name: QueryName, period: Period): Promise<readonly Row[]> {
  const { rows } = await read.executeQuery<Row>(CompiledQuery.raw(queries[name], [...bounds(period)]));
  return rows;
}

/** The query with its instants filled in, so that anybody can count again. */
export function shownQuery(name: QueryName, period: Period): string {
  const instants = [...bounds(period)];
  return queries[name].trim().replace(/\?/g, () => `'${instants.shift() ?? ''}'`);
}
