import { createHash } from 'node:crypto';
import { endOfDay, startOfDay } from '../lib/calendar.js';

/** Days in China, both counted. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A count over rows that each belong to a day, as the parts of its SQL: the same query counts a period or a day. */
export interface DayCount {
  /** What is told apart, by the name that it gets: `{ key: 'served_by' }`. */
  readonly by?: Readonly<Record<string, string>>;
  /** `{ count: 'count(*)' }`: what comes of a period is the sum over its days, so counts and sums only. */
  readonly sums: Readonly<Record<string, string>>;
  /** The table whose rows belong to a day. */
  readonly from: string;
  readonly join?: string;
  readonly where?: string;
  /** How the rows of a period are shown, by the names above; counting goes by no order. */
  readonly order?: string;
  /** The row's day in China. */
  readonly day: string;
  /** The column of the row's moment, where `day` is worked out from it. */
  readonly moment?: string;
}

const columnsOf = ({ by = {}, sums }: DayCount): string[] =>
  [...Object.entries(by), ...Object.entries(sums)].map(([name, column]) =>
    name === column ? column : `${column} as ${name}`,
  );

/** `?` stands for the first and the last day, or for the moments between which they lie. */
function textOf(count: DayCount, columns = columnsOf(count), groups = Object.values(count.by ?? {})): string {
  const { from, join, where, day, moment } = count;
  const within = moment ? `${moment} >= ? and ${moment} < ?` : `${day} between ? and ?`;
  return [
    `select ${columns.join(',\n       ')}`,
    `from ${from}${join ? `\n${join}` : ''}`,
    `where ${where ? `${where} and ` : ''}${within}`,
    ...(groups.length > 0 ? [`group by ${groups.join(', ')}`] : []),
  ].join('\n');
}

export const byDay = (count: DayCount): string =>
  textOf(count, [`${count.day} as counted_day`, ...columnsOf(count)], [count.day, ...Object.values(count.by ?? {})]);

export const boundsOf = ({ moment }: DayCount, { from, to }: Days): string[] =>
  moment ? [startOfDay(from).toISOString(), endOfDay(to).toISOString()] : [from, to];

/** The query of a period with its bounds filled in, so that anybody can count again. */
export function shownCount(count: DayCount, days: Days): string {
  const bounds = boundsOf(count, days);
  const text = count.order ? `${textOf(count)}\norder by ${count.order}` : textOf(count);
  return text.replace(/\?/g, () => `'${(bounds.shift() ?? '').replaceAll("'", "''")}'`);
}

/** A count that is written otherwise is another one: nothing kept of the old one is taken for it. */
export const idOf = (name: string, count: DayCount): string =>
  `${name}@${createHash('sha256').update(byDay(count)).digest('hex').slice(0, 12)}`;
