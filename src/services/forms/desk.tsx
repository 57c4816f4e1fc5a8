import { type Desk, type DeskReply, type DeskRequest, defineDesk, type Route } from '../../casework/desk.js';
import type { Form } from '../../chat/form/define-form.js';
import { actorOf, may, type StaffMember } from '../../domain/staff.js';
import { chinaDay } from '../../lib/clock.js';
import { randomId } from '../../lib/ids.js';
import { pagingOf } from '../../pages/table.js';
import { type Account, allAccounts } from '../../staff/account-tables.js';
import { formFigures } from './figures.js';
import { type CaseFilter, countCases, listCases, waitingCases } from './list.js';
import { CasePage } from './pages/case-page.js';
import { ListPage } from './pages/list-page.js';
import { eventsOf } from './records.js';
import { formSheets } from './sheets.js';
import { type CaseState, moves, stateNames } from './states.js';
import {
  type Acting,
  moveCase,
  noteOnCase,
  type OnFinished,
  type OpenedCase,
  openCase,
  requireCase,
  tellResident,
} from './work.js';

export interface FormDeskOptions {
  readonly forms: readonly Form[];
  readonly onFinished: OnFinished;
}

const [reads, works] = ['registrations.read', 'registrations.work'] as const;
const BASE = '/registrations';

/** 协办: what residents submitted as forms, from receipt to the end. */
export function formDesk({ forms, onFinished }: FormDeskOptions): Desk {
  const acting = ({ member, now, seal }: DeskRequest): Acting => ({ member, now, seal, onFinished });
  const page = (request: DeskRequest, opened?: OpenedCase) => casePage(forms, request, opened);
  const routes: readonly Route[] = [
    { method: 'GET', path: '/', needs: reads, handle: (request) => listPage(forms, request) },
    { method: 'GET', path: '/:number', needs: reads, handle: (request) => page(request) },
    {
      ...{ method: 'POST', path: '/:number/open', needs: works },
      handle: async (request) => page(request, await openCase(request.store, numberOf(request), request)),
    },
    {
      ...{ method: 'POST', path: '/:number/tell', needs: works },
      async handle(request) {
        const [number, words] = [numberOf(request), request.form.text('words')];
        const once = request.form.text('once').slice(0, 64) || randomId();
        await request.store.transaction((tx) => tellResident(tx, { number, words, once }, acting(request)));
        return { status: 'go', to: `${BASE}/${number}`, said: '已发出。' };
      },
    },
    {
      ...{ method: 'POST', path: '/:number/note', needs: works },
      async handle(request) {
        const [number, words] = [numberOf(request), request.form.text('words')];
        await request.store.transaction((tx) => noteOnCase(tx, { number, words }, acting(request)));
        return { status: 'go', to: `${BASE}/${number}`, said: '已记下。' };
      },
    },
    ...moves.filter(({ by }) => by === 'staff').map(({ name }) => moveRoute(name, acting)),
  ];
  return defineDesk({
    name: 'registrations',
    title: '协办',
    sees: [reads],
    routes,
    async today({ member, now, read }) {
      if (!may(member, reads)) return [];
      const { overdue, today, unassigned } = await waitingCases(read, chinaDay(now));
      return [
        { title: '已过期', count: overdue, tone: 'late', path: BASE },
        { title: '今天到期', count: today, tone: 'soon', path: BASE },
        { title: '待分派', count: unassigned, tone: 'calm', path: `${BASE}?state=RECEIVED` },
      ];
    },
    sheets: formSheets(forms),
    figures: (read, period) => formFigures(forms, read, period),
  });
}

const numberOf = ({ params }: DeskRequest): string => params.number ?? '';

function moveRoute(move: string, acting: (request: DeskRequest) => Acting): Route {
  return {
    ...{ method: 'POST', path: `/:number/${move}`, needs: works },
    async handle(request) {
      const { form, store } = request;
      const number = numberOf(request);
      const chosen = form.text('assignee');
      const assignee = chosen === '' ? undefined : (await clerks(request)).find(({ id }) => id === chosen);
      const order = { number, move, version: Number(form.text('version')), words: form.text('words'), assignee };
      await store.transaction((tx) => moveCase(tx, order, acting(request)));
      return { status: 'go', to: `${BASE}/${number}`, said: '已办理，并记录在案。' };
    },
  };
}

/** Colleagues who may work on a case. */
async function clerks({ store }: DeskRequest): Promise<readonly StaffMember[]> {
  const accounts = await allAccounts(store.read);
  return accounts.filter((account) => account.state === 'active' && may(account, works));
}

/** By id, and by what the audit calls them. */
const namesOf = (accounts: readonly Account[]): ReadonlyMap<string, string> =>
  new Map(
    accounts.flatMap((account) => [[account.id, account.name] as const, [actorOf(account), account.name] as const]),
  );

async function listPage(forms: readonly Form[], { store, query, member, now }: DeskRequest): Promise<DeskReply> {
  const filter = filterOf(query, member);
  const paging = pagingOf(query, await countCases(store.read, filter));
  const cases = await listCases(store.read, filter, paging);
  const names = namesOf(await allAccounts(store.read));
  const at = { path: BASE, query };
  return {
    status: 'page',
    title: '协办',
    body: <ListPage {...{ forms, cases, names, at, paging, now }} />,
    wide: true,
  };
}

function filterOf({ state = '', form = '', mine }: DeskRequest['query'], { id }: StaffMember): CaseFilter {
  const known = state in stateNames ? (state as CaseState) : state === 'all' ? '' : 'open';
  return { state: known, form, assignee: mine === 'yes' ? id : '' };
}

async function casePage(
  forms: readonly Form[],
  request: DeskRequest,
  opened: OpenedCase | undefined,
): Promise<DeskReply> {
  const { store, member, now } = request;
  const found = await requireCase(store.read, numberOf(request));
  const events = await eventsOf(store.read, found.id);
  const names = namesOf(await allAccounts(store.read));
  const colleagues = await clerks(request);
  const rest = { names, colleagues, now, once: randomId(), mayWork: may(member, works) };
  return { status: 'page', title: found.number, body: <CasePage {...{ forms, found, events, opened, ...rest }} /> };
}
