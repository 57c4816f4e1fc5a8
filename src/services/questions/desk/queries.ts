import { CompiledQuery } from 'kysely';
import type { Period } from '../../../casework/figure.js';
import { endOfDay, startOfDay } from '../../../lib/calendar.js';
import { shownCount } from '../../../storage/day-count.js';
import { sumDays } from '../../../storage/day-counts.js';
import type { Reader } from '../../../storage/store.js';
import { type CountName, questionCounts } from '../counts.js';

/** `?` stands for where the period begins and ends. The fifty first of a period are no sum of days: read as they are. */
const PASSAGES = `
select cited.passage as passage,
       sum(feedback.useful) as useful,
       sum(1 - feedback.useful) as useless,
       max(feedback.answer_id) as answer
from feedback
join answer_passages cited on cited.answer_id = feedback.answer_id
where feedback.at >= ? and feedback.at < ?
group by cited.passage
order by useless desc, useful desc, passage
limit 50`;

/** The instants between which a period of days in China lies. */
export const bounds = ({ from, to }: Period): readonly [from: string, to: string] => [
  startOfDay(from).toISOString(),
  endOfDay(to).toISOString(),
];

export async function readPassages<Row>(read: Reader, period: Period): Promise<readonly Row[]> {
  const { rows } = await read.executeQuery<Row>(CompiledQuery.raw(PASSAGES, [...bounds(period)]));
  return rows;
}

export const run = <Row>(read: Reader, name: CountName, period: Period): Promise<readonly Row[]> =>
  sumDays<Row, CountName>(read, questionCounts, name, period);

/** The query with its instants filled in, so that anybody can count again. */
export const shownQuery = (name: CountName, period: Period): string => shownCount(questionCounts.counts[name], period);
