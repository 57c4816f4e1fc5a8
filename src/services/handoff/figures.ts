import { sql } from 'kysely';
import type { Figure, Period } from '../../casework/figure.js';
import { sumDays } from '../../storage/day-counts.js';
import type { Reader } from '../../storage/store.js';
import { handoffCounts } from './counts.js';
import { closedNames } from './pages/queue-page.js';
import type { Closed, HandoffTables } from './tables.js';

interface Group {
  readonly closed: Closed | null;
  readonly rows: number;
  readonly taken: number;
}

/** How many asked for a person, how it ended, and how long they waited. */
export async function handoffFigures(read: Reader, { from, to }: Period): Promise<readonly Figure[]> {
  const asked = read
    .withTables<HandoffTables>()
    .selectFrom('handoffs')
    .where('asked_day', '>=', from)
    .where('asked_day', '<=', to);
  const groups = await sumDays<Group, 'outcomes'>(read, handoffCounts, 'outcomes', { from, to });
  const count = (closed: Closed | null) => groups.find((group) => group.closed === closed)?.rows ?? 0;
  const within = `asked_day between '${from}' and '${to}'`;
  const taken = groups.reduce((sum, group) => sum + group.taken, 0);
  const all = groups.reduce((sum, group) => sum + group.rows, 0);
  const outcomes = Object.entries(closedNames).map(([closed, label]) => ({ label, value: count(closed as Closed) }));
  const base = { chapter: '人工服务', unit: '次' } as const;
  return [
    {
      ...{ ...base, id: 'handoff.asked', title: '转人工', value: all },
      definition: '这段时间（北京时间）居民在服务时间里要求转人工的次数，每排一次队算一次。',
      query: `select count(*) from handoffs where ${within}`,
    },
    {
      ...{ ...base, id: 'handoff.taken', title: '有人接待', value: taken },
      definition: '其中有工作人员接入的。',
      query: `select count(*) from handoffs where taken_at is not null and ${within}`,
    },
    {
      ...{ ...base, id: 'handoff.outcome', title: '人工服务怎么结束', value: all - count(null) },
      definition: '其中已经结束的：接待人结束、居民结束、没人说话自动结束、没有人接入。',
      query: `select closed, count(*) from handoffs where ${within} group by closed`,
      ...{ parts: outcomes, chart: 'pie' as const },
    },
    {
      ...{ ...base, id: 'handoff.wait-median', title: '等待时间中位数', unit: '秒' },
      value: await medianWait(asked.where('taken_at', 'is not', null), taken),
      definition:
        '从要求转人工到工作人员接入的秒数，按大小排列取正中间的一个；个数为双数时取中间两个的平均，四舍五入到秒。没有人接待过的，写无。',
      query: `select round((julianday(taken_at) - julianday(asked_at)) * 86400) as seconds from handoffs where taken_at is not null and ${within} order by seconds`,
    },
  ];
}

type Taken = ReturnType<ReturnType<typeof takenOf>['where']>;
const takenOf = (read: Reader) => read.withTables<HandoffTables>().selectFrom('handoffs');

/** The middle of the sorted waits, looked up by its place: no list of them is built. */
async function medianWait(taken: Taken, rows: number): Promise<number | undefined> {
  if (rows === 0) return undefined;
  const middle = await taken
    .select(sql<number>`(julianday(taken_at) - julianday(asked_at)) * 86400`.as('seconds'))
    .orderBy('seconds')
    .offset(Math.floor((rows - 1) / 2))
    .limit(rows % 2 === 0 ? 2 : 1)
    .execute();
  const sum = middle.reduce((total, { seconds }) => total + seconds, 0);
  return Math.round(sum / middle.length);
}
