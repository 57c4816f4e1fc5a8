import type { DeskRequest, Route } from '../../casework/desk.js';
import { YiwenError } from '../../lib/errors.js';
import { Pager, pagingOf } from '../../pages/table.js';
import { stepsFor } from './cases/allowed.js';
import { showCase } from './cases/show.js';
import { steps } from './cases/states.js';
import { takeStep } from './cases/take-step.js';
import { type RatingDeskOptions, staffNames } from './desk-options.js';
import { type CaseFilter, caseViews, countCaseRows, listCases } from './lists.js';
import { CasePage } from './pages/case.js';
import { RatingTabs } from './pages/frame.js';
import { CaseList, CaseTableOf } from './pages/lists.js';
import { allMatters } from './settings.js';

/** 差评 from the list to the last step: one route a step, each with its own permission. */
export function caseRoutes(options: RatingDeskOptions): readonly Route[] {
  const own = steps.filter(({ who }) => who !== 'rated');
  return [
    listRoute(options),
    caseRoute(options),
    ...own.map(
      ({ name, needs }): Route => ({
        ...{ method: 'POST', path: `/cases/:id/${name}`, needs },
        handle: (request) => step(options, request, name, 'cases'),
      }),
    ),
    mineRoute(options),
    mineCaseRoute(options),
    {
      ...{ method: 'POST', path: '/mine/:id/appeal', needs: 'ratings.appeal' },
      handle: (request) => step(options, request, 'appeal', 'mine'),
    },
  ];
}

async function step(options: RatingDeskOptions, request: DeskRequest, name: string, from: 'cases' | 'mine') {
  const { store, member, params, form, now } = request;
  const ratingId = params.id ?? '';
  const given = {
    ...{ note: form.text('note'), how: form.text('how'), verdict: form.text('verdict') },
    ...{ days: form.text('days'), putRight: form.text('putRight') },
  };
  const taking = { ratingId, version: form.text('version'), step: name, form: given };
  await store.transaction((tx) => takeStep(tx, options, member, taking, now));
  return { status: 'go', to: `/ratings/${from}/${ratingId}`, said: '已保存，并记入经过。' } as const;
}

function caseFilter(query: DeskRequest['query']): CaseFilter {
  const { matter = '', state = '', number = '' } = query;
  return { view: caseViews.find((view) => view === query.view) ?? 'open', matter, state, number };
}

function listRoute({ settings }: RatingDeskOptions): Route {
  return {
    ...{ method: 'GET', path: '/cases', needs: 'ratings.read' },
    async handle({ store, member, query, now }) {
      const filter = caseFilter(query);
      const paging = pagingOf(query, await countCaseRows(store.read, filter, now));
      const { names } = await staffNames(store.read);
      const listing = {
        ...{ paging, filter, settings, names, now, matters: allMatters(settings) },
        rows: await listCases(store.read, filter, now, paging),
        at: { path: '/ratings/cases', query },
      };
      const body = (
        <>
          <RatingTabs member={member} here="/ratings/cases" />
          <CaseList {...listing} />
        </>
      );
      return { status: 'page', title: '差评办理', body, wide: true };
    },
  };
}

function caseRoute(options: RatingDeskOptions): Route {
  return {
    ...{ method: 'GET', path: '/cases/:id', needs: 'ratings.read' },
    async handle({ store, member, params, now }) {
      const id = params.id ?? '';
      const shown = await showCase(store.read, options, id, now);
      const allowed = stepsFor(shown.found, member).filter((name) => name !== 'appeal');
      const named = { ...(await staffNames(store.read)), settings: options.settings, now, at: `/ratings/cases/${id}` };
      const body = <CasePage shown={shown} allowed={allowed} {...named} />;
      return { status: 'page', title: `差评 ${shown.found.number}`, body, wide: true };
    },
  };
}

/** What a member of staff sees of ratings of their own work: enough to answer for it, not what colleagues noted. */
function mineRoute({ settings }: RatingDeskOptions): Route {
  return {
    ...{ method: 'GET', path: '/mine', needs: 'ratings.appeal' },
    async handle({ store, member, query, now }) {
      const filter: CaseFilter = { view: 'all', matter: '', state: '', number: '', servedBy: member.id };
      const paging = pagingOf(query, await countCaseRows(store.read, filter, now));
      const { names } = await staffNames(store.read);
      const rows = await listCases(store.read, filter, now, paging);
      const body = (
        <>
          <RatingTabs member={member} here="/ratings/mine" />
          <CaseTableOf rows={rows} settings={settings} names={names} now={now} base="/ratings/mine" />
          <Pager at={{ path: '/ratings/mine', query }} paging={paging} />
        </>
      );
      return { status: 'page', title: '对我的差评', body, wide: true };
    },
  };
}

function mineCaseRoute(options: RatingDeskOptions): Route {
  return {
    ...{ method: 'GET', path: '/mine/:id', needs: 'ratings.appeal' },
    async handle({ store, member, params, now }) {
      const id = params.id ?? '';
      const whole = await showCase(store.read, options, id, now);
      if (whole.found.served_by !== member.id)
        throw new YiwenError('ratings.denied', '这件不是对您的评价', '请回到「对我的差评」再选');
      const shown = { ...whole, history: whole.history.map((line) => ({ ...line, note: '' })) };
      const allowed = stepsFor(shown.found, member).filter((name) => name === 'appeal');
      const named = { ...(await staffNames(store.read)), settings: options.settings, now, at: `/ratings/mine/${id}` };
      const body = <CasePage shown={shown} allowed={allowed} {...named} />;
      return { status: 'page', title: `差评 ${shown.found.number}`, body, wide: true };
    },
  };
}
