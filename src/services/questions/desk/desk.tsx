import { type Desk, type DeskReply, type DeskRequest, defineDesk, type Route } from '../../../casework/desk.js';
import type { Period } from '../../../casework/figure.js';
import { periodOf } from '../../../casework/period.js';
import { may } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { chartFigure } from '../../../pages/chart.js';
import type { Markup } from '../../../pages/markup.js';
import { pagingOf } from '../../../pages/table.js';
import { Tabs } from '../../../pages/tabs.js';
import type { Reader } from '../../../storage/store.js';
import { cluster, findCluster } from '../cluster.js';
import { stubOf } from '../stub.js';
import { openQuestions } from '../unanswered.js';
import {
  countChannels,
  countDays,
  countFeedback,
  countStatuses,
  hotTopics,
  LOOKED_AT,
  passageFeedback,
  statuses,
  statusNames,
} from './counts.js';
import { questionFigures } from './figures.js';
import { countMarks, countQuestions, listMarks, listQuestions, type QuestionFilter, questionById } from './lists.js';
import { OverviewPage, QuestionList, QuestionPage } from './pages.js';
import { FeedbackPage, UnansweredPage } from './pages-improving.js';
import { questionSheet } from './sheet.js';

const tabs = [
  { title: '概览', path: '/questions' },
  { title: '没答好的', path: '/questions/unanswered' },
  { title: '反馈', path: '/questions/feedback' },
  { title: '提问记录', path: '/questions/list' },
];

/** 咨询: what residents ask, what could not be answered, and which passages were no use. */
export function questionDesk(): Desk {
  return defineDesk({
    name: 'questions',
    title: '咨询',
    sees: ['questions.read'],
    routes: [
      { ...READ, path: '/', handle: overview },
      { ...READ, path: '/list', handle: list },
      { ...READ, path: '/list/:id', handle: one },
      { ...READ, path: '/unanswered', handle: unanswered },
      { ...READ, path: '/feedback', handle: feedback },
      { method: 'GET', needs: 'knowledge.edit', path: '/draft/:id', handle: draft },
    ],
    sheets: [questionSheet],
    figures: questionFigures,
  });
}

const READ = { method: 'GET', needs: 'questions.read' } as const satisfies Partial<Route>;

const page = (title: string, here: string, shown: Markup): DeskReply => {
  const body = (
    <>
      <Tabs tabs={tabs} here={here} />
      {shown}
    </>
  );
  return { status: 'page', title, wide: true, body };
};

async function overview({ store, query, now }: DeskRequest) {
  const { read } = store;
  const period = periodOf(query, now);
  const counts = await countStatuses(read, period);
  const overviewed = {
    ...{ period, counts, feedback: await countFeedback(read, period), topics: await hotTopics(read, period) },
    charts: await charts(read, period, counts),
  };
  return page('咨询概览', '/questions', <OverviewPage {...overviewed} />);
}

async function charts(read: Reader, period: Period, counts: Awaited<ReturnType<typeof countStatuses>>) {
  const days = await countDays(read, period);
  const channels = await countChannels(read, period);
  const unit = '次';
  return [
    await chartFigure({
      ...{ kind: 'line', unit, title: '每日提问', labels: days.map(({ day }) => day.slice(5)) },
      series: [
        { name: '提问', values: days.map(({ asked }) => asked) },
        { name: '有依据地答了', values: days.map(({ answered }) => answered) },
        { name: '说不知道', values: days.map(({ unsure }) => unsure) },
      ],
    }),
    await chartFigure({
      ...{ kind: 'bar', unit, title: '结果', labels: statuses.map((status) => statusNames[status]) },
      series: [{ name: '提问', values: statuses.map((status) => counts[status]) }],
    }),
    await chartFigure({
      ...{ kind: 'bar', unit, title: '渠道', labels: channels.map(({ key }) => key) },
      series: [{ name: '提问', values: channels.map(({ count }) => count) }],
    }),
  ];
}

async function list({ store, query, now }: DeskRequest) {
  const { status = '', channel = '' } = query;
  const known = statuses.some((one) => one === status) ? status : '';
  const filter: QuestionFilter = { ...periodOf(query, now), status: known, channel };
  const paging = pagingOf(query, await countQuestions(store.read, filter));
  const rows = await listQuestions(store.read, filter, paging);
  const at = { path: '/questions/list', query };
  return page('提问记录', '/questions/list', <QuestionList rows={rows} filter={filter} paging={paging} at={at} />);
}

async function one({ store, params }: DeskRequest) {
  const shown = await questionById(store.read, params.id ?? '');
  if (!shown) throw new YiwenError('questions.unknown', '没有这条提问', '请回到列表再选');
  return page('一条提问', '/questions/list', <QuestionPage shown={shown} />);
}

async function clustersIn(read: Reader, period: Period) {
  return cluster(await openQuestions(read, period, LOOKED_AT));
}

const CLUSTERS_A_PAGE = 30;

async function unanswered({ store, member, query, now }: DeskRequest) {
  const period = periodOf(query, now);
  const all = await clustersIn(store.read, period);
  const paging = pagingOf(query, all.length, CLUSTERS_A_PAGE);
  const clusters = all.slice((paging.page - 1) * paging.size, paging.page * paging.size);
  const at = { path: '/questions/unanswered', query };
  const shown = { period, clusters, paging, at, looked: LOOKED_AT, mayDraft: may(member, 'knowledge.edit') };
  return page('没答好的问题', '/questions/unanswered', <UnansweredPage {...shown} />);
}

/** A page of knowledge to be filled in, as `questions stub` writes it. */
async function draft({ store, params, query, now }: DeskRequest) {
  const found = findCluster(await clustersIn(store.read, periodOf(query, now)), params.id ?? '');
  if (!found) throw new YiwenError('questions.unknown-cluster', '没有这一类问题', '请回到「没答好的」再选');
  const bytes = Buffer.from(stubOf(found, '全国'));
  return { status: 'file', name: `草稿-${found.id}.md`, type: 'text/markdown; charset=utf-8', bytes } as const;
}

async function feedback({ store, query, now }: DeskRequest) {
  const { read } = store;
  const period = periodOf(query, now);
  const paging = pagingOf(query, await countMarks(read, period, false));
  const shown = {
    ...{ period, paging, at: { path: '/questions/feedback', query } },
    passages: await passageFeedback(read, period),
    marks: await listMarks(read, period, false, paging),
  };
  return page('反馈', '/questions/feedback', <FeedbackPage {...shown} />);
}
