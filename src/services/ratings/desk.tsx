import { type Desk, type DeskRequest, defineDesk, type Route, type TodayItem } from '../../casework/desk.js';
import { periodOf } from '../../casework/period.js';
import { may } from '../../domain/staff.js';
import { pagingOf } from '../../pages/table.js';
import type { Reader } from '../../storage/store.js';
import { caseRoutes } from './desk-cases.js';
import { type RatingDeskOptions, staffNames } from './desk-options.js';
import { windowRoutes } from './desk-window.js';
import { ratingFigures } from './figures/figures.js';
import { type CaseView, countCaseRows, countRatings, listRatings, type RatingFilter } from './lists.js';
import { Dashboard, readBoard } from './pages/dashboard.js';
import { FigureList } from './pages/figures.js';
import { RatingTabs } from './pages/frame.js';
import { RatingList } from './pages/lists.js';
import { allMatters } from './settings.js';
import { ratingSheet } from './sheet.js';

/** 评价: what residents rated, what became of every bad one, and the figures of both. */
export function ratingDesk(options: RatingDeskOptions): Desk {
  const { settings } = options;
  return defineDesk({
    name: 'ratings',
    title: '评价',
    sees: ['ratings.read', 'ratings.register', 'ratings.appeal'],
    routes: [
      boardRoute(options),
      listRoute(options),
      figureRoute(options),
      ...caseRoutes(options),
      ...windowRoutes(options),
    ],
    sheets: [ratingSheet],
    figures: (read, period) => ratingFigures(read, period, settings),
    today: async ({ member, now, read }) => (may(member, 'ratings.work') ? waitingItems(read, now) : []),
  });
}

const whole = { matter: '', state: '', number: '' };
const countView = (read: Reader, view: CaseView, now: Date) => countCaseRows(read, { ...whole, view }, now);

async function waitingItems(read: Reader, now: Date): Promise<readonly TodayItem[]> {
  const item = async (view: CaseView, title: string, tone: TodayItem['tone']): Promise<TodayItem> => ({
    ...{ title, tone, path: `/ratings/cases?view=${view}` },
    count: await countView(read, view, now),
  });
  return [
    await item('late', '差评已超期', 'late'),
    await item('first', '差评待联系', 'soon'),
    await item('not-put-right', '回访说没改好', 'soon'),
    await item('decide', '待复核或申诉', 'calm'),
  ];
}

const READ = { method: 'GET', needs: 'ratings.read' } as const;

/** Who may only register or appeal is taken to what they may do. */
function boardRoute({ settings }: RatingDeskOptions): Route {
  return {
    method: 'GET',
    path: '/',
    needs: ['ratings.read', 'ratings.register', 'ratings.appeal'],
    async handle({ member, store, query, now }) {
      if (!may(member, 'ratings.read')) return { status: 'go', to: '/ratings/window' };
      const { read } = store;
      const { names } = await staffNames(read);
      const waiting = {
        first: await countView(read, 'first', now),
        late: await countView(read, 'late', now),
        open: await countView(read, 'open', now),
      };
      const board = await readBoard(read, periodOf(query, now), waiting, { settings, names });
      const body = (
        <>
          <RatingTabs member={member} here="/ratings" />
          <Dashboard board={board} names={names} />
        </>
      );
      return { status: 'page', title: '评价概览', body, wide: true };
    },
  };
}

function listRoute({ settings }: RatingDeskOptions): Route {
  return {
    ...READ,
    path: '/list',
    async handle({ member, store, query, now }) {
      const filter = ratingFilter({ query, now });
      const paging = pagingOf(query, await countRatings(store.read, filter));
      const { names } = await staffNames(store.read);
      const listing = {
        ...{ paging, filter, settings, names, matters: allMatters(settings) },
        rows: await listRatings(store.read, filter, paging),
        at: { path: '/ratings/list', query },
      };
      const body = (
        <>
          <RatingTabs member={member} here="/ratings/list" />
          <RatingList {...listing} />
        </>
      );
      return { status: 'page', title: '评价记录', body, wide: true };
    },
  };
}

function ratingFilter({ query, now }: Pick<DeskRequest, 'query' | 'now'>): RatingFilter {
  const { level = '', matter = '', channel = '', source = '' } = query;
  return { ...periodOf(query, now), level, matter, channel, source };
}

function figureRoute({ settings }: RatingDeskOptions): Route {
  return {
    ...READ,
    path: '/figures',
    async handle({ member, store, query, now }) {
      const period = periodOf(query, now);
      const figures = await ratingFigures(store.read, period, settings);
      const body = (
        <>
          <RatingTabs member={member} here="/ratings/figures" />
          <p>
            {period.from} 至 {period.to}
          </p>
          <FigureList figures={figures} />
        </>
      );
      return { status: 'page', title: '指标口径', body, wide: true };
    },
  };
}
