import type { DeskReply, DeskRequest, Route } from '../../../casework/desk.js';
import { may } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import type { Tx } from '../../../storage/store.js';
import type { BankQuestion } from '../bank/question.js';
import { readQuestion } from '../bank/read.js';
import type { Campaign, CampaignPlan } from '../campaign/campaign.js';
import {
  changeCampaign,
  closeCampaign,
  createCampaign,
  openCampaign,
  reviewCampaign,
  reviseCampaign,
  withdrawFromCampaign,
} from '../campaign/changes.js';
import { type PlanFault, parsePlan } from '../campaign/plan.js';
import { allCampaigns, readPool } from '../campaign/read.js';
import { type Acting, requireCampaign, type StepOrder } from '../campaign/step.js';
import { allTopics, markOf, shortages, usableQuestions } from '../campaign/supply.js';
import { countCampaigns } from '../figures/counts.js';
import { readItems } from '../figures/items.js';
import { CampaignForm } from '../pages/campaign-form.js';
import { CampaignList } from '../pages/campaign-list.js';
import { CampaignTabs, QuizTabs } from '../pages/frame.js';
import { PoolPage, Review } from '../pages/questions.js';
import type { QuizDeskOptions } from './options.js';
import { overviewPage } from './overview.js';
import { draftOfForm, draftOfPlan, emptyDraft, type PlanDraft, writtenDraft } from './plan-form.js';

const [reads, edits, reviews] = ['quiz.read', 'quiz.edit', 'quiz.review'] as const;

/** Campaigns from the draft to their end. */
export function campaignRoutes(options: QuizDeskOptions): readonly Route[] {
  return [
    { method: 'GET', path: '/', needs: [reads, 'quiz.verify'], handle: listPage },
    { method: 'GET', path: '/new', needs: edits, handle: (request) => formPage(request, emptyDraft) },
    { method: 'POST', path: '/new', needs: edits, handle: create },
    { method: 'GET', path: '/:number', needs: reads, handle: (request) => overviewPage(options, request) },
    { method: 'GET', path: '/:number/edit', needs: edits, handle: editPage },
    { method: 'POST', path: '/:number/edit', needs: edits, handle: change },
    { method: 'GET', path: '/:number/review', needs: reads, handle: reviewPage },
    { method: 'POST', path: '/:number/review', needs: reviews, handle: review },
    stepRoute('revise', reviseCampaign, '已退回草稿，编辑可以修改了。'),
    stepRoute('open', openCampaign, '已开放，到开始时间居民就可以答题。'),
    stepRoute('close', closeCampaign, '已结束答题。'),
    { method: 'GET', path: '/:number/questions', needs: reads, handle: poolPage },
    { method: 'POST', path: '/:number/questions/withdraw', needs: reviews, handle: withdraw },
  ];
}

const numberOf = ({ params }: DeskRequest): string => params.number ?? '';
const actingOf = ({ member, now }: DeskRequest): Acting => ({ member, now });

/** The version that the page showed. One that is none belongs to no campaign. */
const orderOf = (request: DeskRequest): Required<StepOrder> => ({
  number: numberOf(request),
  version: Number(request.form.text('version') || Number.NaN),
});

/** Who only checks identities is taken to what they may do. */
async function listPage({ member, store }: DeskRequest): Promise<DeskReply> {
  if (!may(member, reads)) return { status: 'go', to: '/quiz/verify' };
  const campaigns = await allCampaigns(store.read);
  const played = await countCampaigns(store.read, { from: '0000-01-01', to: '9999-12-31' });
  const body = (
    <>
      <QuizTabs member={member} here="/quiz" />
      <CampaignList {...{ campaigns, played, mayEdit: may(member, edits) }} />
    </>
  );
  return { status: 'page', title: '竞答', body, wide: true };
}

interface Editing {
  readonly number?: string;
  readonly version?: number;
  readonly faults?: readonly PlanFault[];
}

async function formPage({ store, member }: DeskRequest, draft: PlanDraft, editing: Editing = {}): Promise<DeskReply> {
  const { number, version, faults = [] } = editing;
  const stock = await usableQuestions(store.read, allTopics);
  const action = number === undefined ? '/quiz/new' : `/quiz/${number}/edit`;
  const body = (
    <>
      {number === undefined ? (
        <QuizTabs member={member} here="" />
      ) : (
        <CampaignTabs number={number} member={member} here="edit" />
      )}
      <CampaignForm {...{ action, draft, stock, faults, ...(version === undefined ? {} : { version }) }} />
    </>
  );
  return { status: 'page', title: number === undefined ? '新建场次' : `修改 ${number}`, body, wide: true };
}

async function editPage(request: DeskRequest): Promise<DeskReply> {
  const campaign = await requireCampaign(request.store.read, numberOf(request));
  const { number, version, state } = campaign;
  if (state !== 'DRAFT')
    throw new YiwenError('quiz.wrong-state', '只有草稿可以修改', '审核过而没有开放的，请审核的同事先退回修改');
  return formPage(request, draftOfPlan(campaign), { number, version });
}

/** What was typed as a plan that the bank has the questions for, or everything that is wrong with it. */
async function readPlan({ form, store }: DeskRequest): Promise<CampaignPlan | readonly PlanFault[]> {
  const reading = parsePlan(writtenDraft(draftOfForm(form)));
  if (reading.status === 'invalid') return reading.faults;
  const { plan } = reading;
  const topics = plan.pools.map(({ topic }) => topic);
  const missing = shortages(plan.pools, await usableQuestions(store.read, topics, plan));
  const remedy = '请少抽几道，或先在题库里补题并审核（题目自己的有效期要覆盖整场）';
  return missing.length === 0 ? plan : missing.map((said) => ({ field: 'pools', said, remedy }));
}

const isFaulty = (read: CampaignPlan | readonly PlanFault[]): read is readonly PlanFault[] => Array.isArray(read);

async function create(request: DeskRequest): Promise<DeskReply> {
  const read = await readPlan(request);
  if (isFaulty(read)) return formPage(request, draftOfForm(request.form), { faults: read });
  const number = await request.store.transaction((tx) => createCampaign(tx, read, actingOf(request)));
  return { status: 'go', to: `/quiz/${number}`, said: `草稿 ${number} 建好了，请竞答审核的同事审核。` };
}

async function change(request: DeskRequest): Promise<DeskReply> {
  const { number, version } = orderOf(request);
  const read = await readPlan(request);
  if (isFaulty(read)) return formPage(request, draftOfForm(request.form), { number, version, faults: read });
  await request.store.transaction((tx) => changeCampaign(tx, { number, version, plan: read }, actingOf(request)));
  return { status: 'go', to: `/quiz/${number}`, said: '已保存。' };
}

type TakeStep = (tx: Tx, order: StepOrder, acting: Acting) => Promise<void>;

function stepRoute(name: string, take: TakeStep, said: string): Route {
  return {
    ...{ method: 'POST', path: `/:number/${name}`, needs: reviews },
    async handle(request) {
      await request.store.transaction((tx) => take(tx, orderOf(request), actingOf(request)));
      return { status: 'go', to: `/quiz/${numberOf(request)}`, said };
    },
  };
}

async function review(request: DeskRequest): Promise<DeskReply> {
  const order = { ...orderOf(request), mark: request.form.text('mark') };
  await request.store.transaction((tx) => reviewCampaign(tx, order, actingOf(request)));
  return { status: 'go', to: `/quiz/${order.number}`, said: '审核通过。可以先试答，再开放。' };
}

async function reviewPage({ params, store, member }: DeskRequest): Promise<DeskReply> {
  const campaign = await requireCampaign(store.read, params.number ?? '');
  const { number } = campaign;
  const questions = await questionsOf(store.read, campaign);
  const body = (
    <>
      <CampaignTabs number={number} member={member} here="review" />
      <Review {...{ campaign, questions, mark: markOf(questions), mayReview: may(member, reviews) }} />
    </>
  );
  return { status: 'page', title: `审核 ${number}`, body };
}

/** Of a draft what would be frozen now; else what was. */
async function questionsOf(read: DeskRequest['store']['read'], campaign: Campaign): Promise<readonly BankQuestion[]> {
  const topics = campaign.pools.map(({ topic }) => topic);
  if (campaign.state === 'DRAFT') return usableQuestions(read, topics, campaign);
  const pool = await readPool(read, campaign.number);
  const questions = await Promise.all(
    pool.map(({ question, version }) => readQuestion(read, { id: question, version })),
  );
  return questions.filter((question) => question !== undefined);
}

async function poolPage({ params, store, member }: DeskRequest): Promise<DeskReply> {
  const campaign = await requireCampaign(store.read, params.number ?? '');
  const { number, state } = campaign;
  const items = await readItems(store.read, number);
  const mayWithdraw = may(member, reviews) && ['REVIEWED', 'OPEN', 'CLOSED'].includes(state);
  const body = (
    <>
      <CampaignTabs number={number} member={member} here="questions" />
      <PoolPage {...{ campaign, items, mayWithdraw }} />
    </>
  );
  return { status: 'page', title: `题目 ${number}`, body };
}

async function withdraw(request: DeskRequest): Promise<DeskReply> {
  const { form, store } = request;
  const [number, question, reason] = [numberOf(request), form.text('question'), form.text('reason')];
  const { people } = await store.transaction((tx) =>
    withdrawFromCampaign(tx, { number, question, reason }, actingOf(request)),
  );
  const said = `已撤下 ${question}，成绩已重算，${people} 人的最好成绩有变化；公告已发布。`;
  return { status: 'go', to: `/quiz/${number}/questions`, said };
}
