import { type Desk, type DeskReply, type DeskRequest, defineDesk, type Route } from '../../casework/desk.js';
import { actorOf, may, type StaffMember } from '../../domain/staff.js';
import { randomId } from '../../lib/ids.js';
import { pagingOf } from '../../pages/table.js';
import { type Account, allAccounts } from '../../staff/account-tables.js';
import type { Reader, Tx } from '../../storage/store.js';
import { handoffFigures } from './figures.js';
import type { HandoffSettings } from './handoff.js';
import { countEnded, listEnded, openTalks, pulseOfQueue } from './list.js';
import { closedNames, QueuePage } from './pages/queue-page.js';
import { type Before, TalkPage } from './pages/talk-page.js';
import { countWaiting, type Handoff } from './records.js';
import { handoffSheet } from './sheet.js';
import type { Closed } from './tables.js';
import { end, type OnFinished, openTalk, passOn, reply, requireTalk, take } from './talk.js';

export interface HandoffDeskOptions {
  readonly settings: HandoffSettings;
  readonly onFinished: OnFinished;
  /** What a sender asked the bot shortly before a moment. */
  recentQuestions(read: Reader, sender: string, before: string): Promise<readonly Before[]>;
}

const [reads, talks] = ['handoffs.read', 'handoffs.talk'] as const;
const BASE = '/handoffs';

/** 转人工: who waits, who talks, and what was said. */
export function handoffDesk(options: HandoffDeskOptions): Desk {
  const { settings, onFinished } = options;
  const routes: readonly Route[] = [
    { method: 'GET', path: '/', needs: reads, handle: (request) => queuePage(settings, request) },
    {
      ...{ method: 'GET', path: '/pulse', needs: reads },
      handle: async ({ store }) => pulse(await pulseOfQueue(store.read)),
    },
    {
      ...{ method: 'GET', path: '/:number/pulse', needs: talks },
      handle: async (request) => pulse(pulseOf(await requireTalk(request.store.read, numberOf(request)))),
    },
    { method: 'GET', path: '/:number', needs: talks, handle: (request) => talkPage(options, request) },
    step('take', '已接入。对方已看到。', (tx, request) => take(tx, numberOf(request), request)),
    step('reply', undefined, (tx, request) => {
      const { form } = request;
      return reply(
        tx,
        numberOf(request),
        { id: form.text('once'), text: form.text('quick') || form.text('words') },
        request,
      );
    }),
    step('pass', '已转交。', async (tx, request) =>
      passOn(tx, numberOf(request), await colleague(tx, request), request),
    ),
    step('end', '已结束。', (tx, request) => end(tx, numberOf(request), request, onFinished)),
  ];
  return defineDesk({
    name: 'handoffs',
    title: '转人工',
    sees: [reads],
    routes,
    async today({ member, read }) {
      if (!may(member, reads)) return [];
      return [{ title: '正在排队', count: await countWaiting(read), tone: 'late', path: BASE }];
    },
    sheets: [handoffSheet],
    figures: handoffFigures,
  });
}

const numberOf = ({ params }: DeskRequest): string => params.number ?? '';

type Step = (tx: Tx, request: DeskRequest) => Promise<void>;

/** One change of one conversation, in one transaction. */
function step(name: string, said: string | undefined, change: Step): Route {
  return {
    ...{ method: 'POST', path: `/:number/${name}`, needs: talks },
    async handle(request) {
      await request.store.transaction((tx) => change(tx, request));
      return { status: 'go', to: `${BASE}/${numberOf(request)}`, ...(said ? { said } : {}) };
    },
  };
}

/** For the page's script: a word that changes when there is something new to see. Nothing of what was said. */
const pulse = (text: string): DeskReply => ({
  ...{ status: 'file', name: 'pulse.txt', type: 'text/plain; charset=utf-8' },
  bytes: Buffer.from(text),
});

const pulseOf = ({ version, lastAt }: Handoff) => `${version}-${lastAt}`;

const namesOf = (accounts: readonly Account[]): ReadonlyMap<string, string> =>
  new Map(
    accounts.flatMap((account) => [[account.id, account.name] as const, [actorOf(account), account.name] as const]),
  );

const able = (accounts: readonly Account[]): readonly StaffMember[] =>
  accounts.filter((account) => account.state === 'active' && may(account, talks));

async function colleague(tx: Tx, { form }: DeskRequest): Promise<StaffMember | undefined> {
  return able(await allAccounts(tx)).find(({ id }) => id === form.text('to'));
}

async function queuePage(settings: HandoffSettings, { store, query, member, now }: DeskRequest): Promise<DeskReply> {
  const closed = (query.closed ?? '') in closedNames ? (query.closed as Closed) : '';
  const paging = pagingOf(query, await countEnded(store.read, closed), 20);
  const body = (
    <QueuePage
      settings={settings}
      waiting={await openTalks(store.read, 'WAITING')}
      talking={await openTalks(store.read, 'TALKING')}
      ended={await listEnded(store.read, closed, paging)}
      names={namesOf(await allAccounts(store.read))}
      me={member.id}
      pulse={await pulseOfQueue(store.read)}
      at={{ path: BASE, query }}
      paging={paging}
      now={now}
    />
  );
  return { status: 'page', title: '转人工', body };
}

/** Opened, and noted as opened, at every showing: the page loads anew only where something was said. */
async function talkPage({ settings, recentQuestions }: HandoffDeskOptions, request: DeskRequest): Promise<DeskReply> {
  const { store, member, keyring, now } = request;
  const found = await requireTalk(store.read, numberOf(request));
  const messages = keyring?.holds('form') ? await openTalk(store, found.number, keyring, { member, now }) : undefined;
  const accounts = await allAccounts(store.read);
  const body = (
    <TalkPage
      found={found}
      messages={messages}
      keyless={keyring !== undefined}
      before={await recentQuestions(store.read, found.sender, found.askedAt)}
      quickTexts={settings.quickTexts}
      names={namesOf(accounts)}
      colleagues={able(accounts).filter(({ id }) => id !== member.id)}
      mine={found.takenBy === member.id}
      pulse={pulseOf(found)}
      once={randomId()}
    />
  );
  return { status: 'page', title: found.number, body };
}
