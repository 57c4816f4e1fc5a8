import type { Figure, FigurePart, Period } from '../../../casework/figure.js';
import type { Reader } from '../../../storage/store.js';
import { type Topic, topics } from '../bank/question.js';
import { type WinnerState, winnerStates } from '../draw/winners.js';
import { countCampaigns, countPlayed, countPrizes, countTopics, share } from './counts.js';
import { type QueryName, shownQuery } from './queries.js';

type Told = Omit<Figure, 'chapter' | 'query'> & { readonly by: QueryName };

/** What the yearly report tells of quizzes: by the day on which an attempt was started, in China. */
export async function quizFigures(read: Reader, period: Period): Promise<readonly Figure[]> {
  const told = [...(await playFigures(read, period)), await topicFigure(read, period), await prizeFigure(read, period)];
  return told.map(({ by, ...figure }) => ({ ...figure, chapter: '知识竞答', query: shownQuery(by, period) }));
}

async function playFigures(read: Reader, period: Period): Promise<readonly Told[]> {
  const { started, people, submitted, score, slots } = await countPlayed(read, period);
  const campaigns = await countCampaigns(read, period);
  const parts = campaigns.map(({ key, attempts }) => ({ label: key, value: attempts }));
  return [
    {
      ...{ id: 'quiz.campaigns', title: '开办场次', value: campaigns.length, unit: '场', by: 'campaigns' },
      definition: '这段时间有人正式答题的场次。试答不算。',
    },
    {
      ...{ id: 'quiz.participations', title: '参与人次', value: started, unit: '人次', by: 'attempts' },
      definition: '开始答题的次数，一人多次按多次算。试答和经核实作废的不算。',
      ...(parts.length > 0 ? { parts, chart: 'bar' as const } : {}),
    },
    {
      ...{ id: 'quiz.people', title: '参与人数', value: people, unit: '人', by: 'attempts' },
      definition: '每场按人去重后相加；参加两场的人算两个。',
    },
    {
      ...{ id: 'quiz.completion', title: '完成率', value: share(submitted, started), unit: '%', by: 'attempts' },
      definition: '答完全部题目的次数 ÷ 开始答题的次数。到时间没答完的不算完成。',
    },
    {
      ...{ id: 'quiz.mean-score', title: '平均得分率', value: share(score, slots), unit: '%', by: 'attempts' },
      definition: '已结束的各局答对的题数之和 ÷ 题数之和。撤下的错题按答对算。',
    },
  ];
}

async function topicFigure(read: Reader, period: Period): Promise<Told> {
  const cells = await countTopics(read, period);
  const sum = (of: 'answers' | 'good') => cells.reduce((all, cell) => all + cell[of], 0);
  const parts: FigurePart[] = (Object.keys(topics) as Topic[]).flatMap((topic) => {
    const cell = cells.find(({ key }) => key === topic);
    const value = cell && share(cell.good, cell.answers);
    return value === undefined ? [] : [{ label: topics[topic], value }];
  });
  return {
    ...{ id: 'quiz.accuracy', title: '答题正确率', value: share(sum('good'), sum('answers')), unit: '%', by: 'topics' },
    definition: '答对的题次 ÷ 已答的题次，按专题分列。撤下的错题不算在内。',
    ...(parts.length > 0 ? { parts, chart: 'bar' as const } : {}),
  };
}

async function prizeFigure(read: Reader, period: Period): Promise<Told> {
  const cells = await countPrizes(read, period);
  const parts = cells.map(({ key, prizes }) => ({
    label: winnerStates[key as WinnerState],
    value: prizes,
  }));
  return {
    ...{ id: 'quiz.prizes', title: '公布的奖品', unit: '份', by: 'prizes' },
    value: parts.reduce((all, { value }) => all + value, 0),
    definition: '这段时间公布的开奖结果里的奖品，按现在的领取情况分列；逾期后由候补递补的，原来的一份另列为逾期。',
    ...(parts.length > 0 ? { parts } : {}),
  };
}
