import { requestApproval } from '../../../casework/approvals.js';
import type { DeskRequest, Route } from '../../../casework/desk.js';
import { pagingOf } from '../../../pages/table.js';
import { allAccounts } from '../../../staff/account-tables.js';
import { ListPage } from '../pages/list.js';
import { RequestsPage } from '../pages/requests.js';
import { SearchPage } from '../pages/search.js';
import { TiesPage } from '../pages/ties.js';
import { decide, deciding, IDENTITY_EXPORT, waitingFor } from '../work/decide.js';
import { mergedInto } from '../work/duplicates.js';
import { countByState, countTips, filterIn, listTips } from '../work/list.js';
import { searchStories } from '../work/search.js';
import { declareTie, dropTie, tiesOf } from '../work/ties.js';

const READING = ['tips.read-new', 'tips.read-assigned', 'tips.read-all'] as const;
const DECIDING = [...new Set(Object.values(deciding).map(({ permission }) => permission))];
const PATH = '/tips';

/** Many tips: list, search, what waits for a decision, what somebody is tied to. */
export const listRoutes: readonly Route[] = [
  { method: 'GET', path: '/', needs: 'tips.list', handle: showList },
  {
    method: 'GET',
    path: '/search',
    needs: READING,
    handle: async () => ({ status: 'page', title: '在举报内容里找', body: <SearchPage /> }),
  },
  {
    method: 'POST',
    path: '/search',
    needs: READING,
    async handle(request) {
      const words = request.form.text('words');
      const found = await searchStories(request, words);
      return { status: 'page', title: '在举报内容里找', body: <SearchPage words={words} result={found} /> };
    },
  },
  { method: 'GET', path: '/requests', needs: 'tips.list', handle: showRequests },
  {
    method: 'POST',
    path: '/requests/decide',
    needs: DECIDING,
    proved: true,
    async handle(request) {
      const { form } = request;
      const granted = form.text('decision') === 'grant';
      await decide(request, { kind: form.text('kind'), id: form.text('id'), granted, note: form.text('note') });
      return { status: 'go', to: `${PATH}/requests`, said: granted ? '已批准。' : '已退回。' };
    },
  },
  {
    method: 'POST',
    path: '/requests/export',
    needs: 'tips.export-identity',
    async handle({ store, member, form, now }) {
      const requested = { kind: IDENTITY_EXPORT, subject: 'tips-identity', reason: form.text('reason') };
      await store.transaction((tx) => requestApproval(tx, member, requested, now));
      return {
        status: 'go',
        to: `${PATH}/requests`,
        said: '申请已提交，等举报主管批准。批准后24小时内在「导出」页办理。',
      };
    },
  },
  {
    method: 'GET',
    path: '/ties',
    needs: 'tips.declare-conflict',
    async handle({ store, member, keyring }) {
      const ties = await tiesOf(store.read, member);
      const open = (sealed: string) => (keyring?.holds('story') ? keyring.open(sealed) : undefined);
      const shown = ties.map(({ id, at, sealed }) => ({ id, at, name: open(sealed) }));
      return { status: 'page', title: '与我有关联的机构', body: <TiesPage ties={shown} /> };
    },
  },
  {
    method: 'POST',
    path: '/ties',
    needs: 'tips.declare-conflict',
    async handle({ store, member, form, seal, now }) {
      await store.transaction((tx) => declareTie(tx, member, form.text('name'), seal, now));
      return { status: 'go', to: `${PATH}/ties`, said: '已申报。涉及它的举报不会交给您。' };
    },
  },
  {
    method: 'POST',
    path: '/ties/drop',
    needs: 'tips.declare-conflict',
    async handle({ store, member, form, now }) {
      await store.transaction((tx) => dropTie(tx, member, form.text('id'), now));
      return { status: 'go', to: `${PATH}/ties`, said: '已删去。' };
    },
  },
];

async function showList({ store, member, query, now }: DeskRequest) {
  const { read } = store;
  const filter = filterIn(query, member);
  const paging = pagingOf(query, await countTips(read, filter, member, now));
  const tips = await listTips(read, filter, member, now, paging);
  const body = (
    <ListPage
      {...{ tips, paging, member, now }}
      at={{ path: PATH, query }}
      counts={await countByState(read, member)}
      merged={
        await mergedInto(
          read,
          tips.map(({ number }) => number),
        )
      }
      accounts={await allAccounts(read)}
    />
  );
  return { status: 'page', title: '举报', body, wide: true } as const;
}

async function showRequests({ store, member }: DeskRequest) {
  const accounts = await allAccounts(store.read);
  const body = <RequestsPage waiting={await waitingFor(store.read, member)} accounts={accounts} member={member} />;
  return { status: 'page', title: '审批', body } as const;
}
