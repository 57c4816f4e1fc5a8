import type { Figure, Period } from '../../../casework/figure.js';
import type { Reader } from '../../../storage/store.js';
import type { CountName } from '../counts.js';
import { countCited, countDays, countFeedback, countStatuses, statuses, statusNames, totalOf } from './counts.js';
import { shownQuery } from './queries.js';

const share = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((part / whole) * 10_000) / 100;

/** What the yearly report says of the questions that residents asked. */
export async function questionFigures(read: Reader, period: Period): Promise<readonly Figure[]> {
  const counts = await countStatuses(read, period);
  const asked = totalOf(counts);
  const cited = await countCited(read, period);
  const { useful, useless } = await countFeedback(read, period);
  const months = new Map<string, number>();
  for (const { day, asked: count } of await countDays(read, period))
    months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + count);
  const figure = (
    id: string,
    title: string,
    value: number | undefined,
    unit: string,
    by: CountName,
    definition: string,
  ): Figure => ({ id, chapter: '智能问答', title, value, unit, definition, query: shownQuery(by, period) });
  return [
    {
      ...figure('questions.asked', '居民提问', asked, '次', 'statuses', '期内机器人回复过的提问，一条消息算一次。'),
      parts: statuses.map((status) => ({ label: statusNames[status], value: counts[status] })),
      chart: 'bar',
    },
    {
      ...figure('questions.by-month', '每月提问', asked, '次', 'days', '按中国时间的月份。'),
      parts: [...months].map(([label, value]) => ({ label, value })),
      chart: 'line',
    },
    figure('questions.cited', '附原文依据的回答', cited, '次', 'cited', '回答里至少引用了一条资料原文。'),
    figure('questions.cited-share', '附依据回答率', share(cited, asked), '%', 'cited', '附原文依据的回答 ÷ 居民提问。'),
    figure(
      ...(['questions.unsure-share', '如实说不知道的比例', share(counts.unsure, asked), '%', 'statuses'] as const),
      '资料里没有、机器人直说没有的提问 ÷ 居民提问。',
    ),
    figure('questions.useful', '标为有用', useful, '次', 'feedback', '居民点「有用」的回答，一人对一条回答算一次。'),
    figure('questions.useless', '标为没用', useless, '次', 'feedback', '居民点「没用」的回答，一人对一条回答算一次。'),
    figure(
      ...(['questions.useful-share', '有用率', share(useful, useful + useless), '%', 'feedback'] as const),
      '标为有用 ÷（有用 + 没用）。没有表态的不算。',
    ),
  ];
}
