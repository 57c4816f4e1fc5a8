import type { DeskReply, DeskRequest, Route } from '../../../casework/desk.js';
import { YiwenError } from '../../../lib/errors.js';
import type { Tx } from '../../../storage/store.js';
import type { Campaign, EntropyPlan } from '../campaign/campaign.js';
import { requireCampaign } from '../campaign/step.js';
import { draw, giveEntropy, publish } from '../draw/changes.js';
import { decline, handOver, type OpenedClaim, openClaim } from '../draw/claims.js';
import { commit, freeze, planEntropy } from '../draw/prepare.js';
import { drawProgress } from '../draw/progress.js';
import type { Order } from '../draw/step.js';
import { winnersOf } from '../draw/winners.js';
import { ClaimsPage } from '../pages/draw-claims-page.js';
import { DrawPage } from '../pages/draw-page.js';
import { CampaignTabs } from '../pages/frame.js';
import { namesByLogin } from './names.js';
import type { QuizDeskOptions } from './options.js';

const both = ['quiz.draw', 'quiz.review'] as const;

/** From the end of a campaign to its published draw, and the prizes. */
export function drawRoutes(options: QuizDeskOptions): readonly Route[] {
  const step = (path: string, needs: Route['needs'], take: Take): Route => ({
    ...{ method: 'POST', path: `/:number/draw/${path}`, needs },
    async handle(request) {
      const order = orderOf(request);
      const said = await request.store.transaction((tx) => take(tx, order, request));
      return { status: 'go', to: `/quiz/${order.number}/draw`, said };
    },
  });
  const settle = (path: string, said: string, take: typeof handOver): Route => ({
    ...{ method: 'POST', path: `/:number/claims/:place/${path}`, needs: 'quiz.claims' },
    async handle(request) {
      const order = claimOf(request);
      const { member, now, store } = request;
      await store.transaction((tx) => take(tx, order, { member, now, localKey: options.localKey }));
      return { status: 'go', to: `/quiz/${order.number}/claims`, said };
    },
  });
  return [
    { method: 'GET', path: '/:number/draw', needs: ['quiz.read', ...both], handle: drawPage },
    step('plan', 'quiz.draw', async (tx, order, request) => {
      await planEntropy(tx, { ...order, entropy: entropyIn(request) }, request);
      return '已改用这个数，并写进公告。';
    }),
    step('commit', both, async (tx, order, request) => {
      const status = await commit(tx, { ...order, commitment: request.form.text('commitment') }, request);
      return status === 'complete' ? '两份承诺已经交齐，可以冻结名单了。' : '承诺已交，请另一位同事再交一份。';
    }),
    step('freeze', 'quiz.draw', async (tx, order, request) => {
      const { entrants } = await freeze(tx, order, request, options);
      return `名单已冻结，共${entrants}人，名单指纹已公布。`;
    }),
    step('entropy', both, async (tx, order, request) => {
      const status = await giveEntropy(tx, { ...order, value: request.form.text('value') }, request);
      return entropySaid[status];
    }),
    step('draw', 'quiz.draw', async (tx, order, request) => {
      await draw(tx, order, request);
      return '已开奖，请核对后公布。';
    }),
    step('publish', 'quiz.draw', async (tx, order, request) => {
      await publish(tx, order, request, options);
      return '结果已公布，已通知中奖的人。';
    }),
    { method: 'GET', path: '/:number/claims', needs: 'quiz.claims', handle: (request) => claimsPage(request) },
    {
      ...{ method: 'POST', path: '/:number/claims/:place/open', needs: 'quiz.claims' },
      async handle(request) {
        const order = claimOf(request);
        return claimsPage(request, { place: order.place, claim: await openClaim(request.store, order, request) });
      },
    },
    settle('handed-over', '已记为领取。', handOver),
    settle('declined', '已按放弃办理，由候补递补。', decline),
  ];
}

type Take = (tx: Tx, order: Order, request: DeskRequest) => Promise<string>;

const entropySaid = {
  'waits-for-second': '已录入，请另一位同事再录入一次。',
  complete: '两人录入齐全，可以开奖了。',
  mismatch: '两人录入的不一致，都没有采用，请各自核对后重新录入。',
} as const;

const numberOf = ({ params }: DeskRequest): string => params.number ?? '';

const orderOf = (request: DeskRequest): Order => ({
  ...{ number: numberOf(request), version: Number(request.form.text('version')) },
});

const claimOf = (request: DeskRequest) => ({ number: numberOf(request), place: Number(request.params.place) });

/** The moment is typed as the clock in China shows it. */
function entropyIn({ form }: DeskRequest): EntropyPlan {
  const known = new Date(`${form.text('known')}:00+08:00`);
  if (Number.isNaN(known.getTime()))
    throw new YiwenError('quiz.no-value', '揭晓时间看不懂', '请选择日期和时间，例如 2026-05-05 21:15');
  return { kind: 'public', source: form.text('source').slice(0, 200), knownFrom: known.toISOString() };
}

async function drawPage(request: DeskRequest): Promise<DeskReply> {
  const { store, member } = request;
  const campaign = await requireCampaign(store.read, numberOf(request));
  const names = await namesByLogin(store.read);
  const progress = await drawProgress(store.read, campaign, names);
  const winners = await winnersOf(store.read, campaign.number);
  const body = (
    <>
      <CampaignTabs number={campaign.number} member={member} here="draw" />
      <DrawPage {...{ campaign, progress, winners, member, names }} />
    </>
  );
  return { status: 'page', title: '开奖', body };
}

async function claimsPage(
  request: DeskRequest,
  opened?: { readonly place: number; readonly claim: OpenedClaim },
): Promise<DeskReply> {
  const campaign: Campaign = await requireCampaign(request.store.read, numberOf(request));
  const winners = campaign.state === 'PUBLISHED' ? await winnersOf(request.store.read, campaign.number) : [];
  const body = (
    <>
      <CampaignTabs number={campaign.number} member={request.member} here="claims" />
      <ClaimsPage {...{ campaign, winners, ...(opened ? { opened } : {}) }} />
    </>
  );
  return { status: 'page', title: '领奖', body, wide: true };
}
