import type { DayCount } from '../../storage/day-count.js';
import type { DayCounts } from '../../storage/day-counts.js';

const inChina = { moment: 'at', day: "date(at, '+8 hours')" } as const;
const answers = { ...inChina, from: 'answers', sums: { count: 'count(*)' } } as const;

/** The counts behind the figures of questions. */
const counts = {
  statuses: { ...answers, by: { status: 'status' } },
  days: {
    ...answers,
    by: { day: inChina.day },
    sums: { asked: 'count(*)', answered: "sum(status = 'answered')", unsure: "sum(status = 'unsure')" },
  },
  channels: { ...answers, by: { key: 'channel' } },
  cited: { ...answers, where: "status = 'answered' and citations <> '[]'" },
  feedback: { ...answers, from: 'feedback', by: { useful: 'useful' } },
} as const satisfies Readonly<Record<string, DayCount>>;
export type CountName = keyof typeof counts;

export const questionCounts: DayCounts<CountName> = { name: 'questions', counts };
