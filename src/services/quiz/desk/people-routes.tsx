import type { DeskReply, DeskRequest, Route } from '../../../casework/desk.js';
import { may } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { requireCampaign } from '../campaign/step.js';
import { CampaignTabs, QuizTabs } from '../pages/frame.js';
import { PeoplePage } from '../pages/people.js';
import { VerifyPage, type VerifyPageProps } from '../pages/verify.js';
import { checkIdentity } from '../people/check-identity.js';
import { findPerson, openFlags } from '../people/find.js';
import { dismissFlag, voidAttempt } from '../people/judge.js';
import { readCode } from '../play/person.js';
import type { QuizDeskOptions } from './options.js';

/** Who takes part, by code: what looks odd, and who they are where somebody showed it at the counter. */
export function peopleRoutes({ localKey }: QuizDeskOptions): readonly Route[] {
  return [
    { method: 'GET', path: '/:number/people', needs: 'quiz.read', handle: peoplePage },
    {
      ...{ method: 'POST', path: '/:number/people/void', needs: 'quiz.judge' },
      async handle({ params, form, store, member, now }) {
        const number = params.number ?? '';
        const order = { number, attempt: form.text('attempt'), reason: form.text('reason') };
        await store.transaction((tx) => voidAttempt(tx, order, { member, now }));
        return { status: 'go', to: `/quiz/${number}/people`, said: '已作废这一局，名次已重算。' };
      },
    },
    {
      ...{ method: 'POST', path: '/:number/flags/dismiss', needs: 'quiz.judge' },
      async handle({ params, form, store, member, now }) {
        const number = params.number ?? '';
        const order = { number, flag: form.text('flag'), reason: form.text('reason') };
        await store.transaction((tx) => dismissFlag(tx, order, { member, now }));
        return { status: 'go', to: `/quiz/${number}/people`, said: '已记下没有问题。' };
      },
    },
    {
      ...{ method: 'GET', path: '/verify', needs: 'quiz.verify' },
      handle: async (request) => verifyPage(request, { code: '' }),
    },
    {
      ...{ method: 'POST', path: '/verify', needs: 'quiz.verify' },
      handle: (request) => verify(localKey, request),
    },
  ];
}

async function peoplePage({ params, query, store, member }: DeskRequest): Promise<DeskReply> {
  const campaign = await requireCampaign(store.read, params.number ?? '');
  const { number } = campaign;
  const asked = (query.code ?? '').slice(0, 40);
  const code = readCode(asked);
  const found = code === undefined ? undefined : await findPerson(store.read, number, code);
  const flags = await openFlags(store.read, number);
  const mayJudge = may(member, 'quiz.judge') && ['OPEN', 'CLOSED'].includes(campaign.state);
  const body = (
    <>
      <CampaignTabs number={number} member={member} here="people" />
      <PeoplePage {...{ campaign, asked, found, flags, mayJudge }} />
    </>
  );
  return { status: 'page', title: `参与的人 ${number}`, body, wide: true };
}

function verifyPage({ member }: DeskRequest, shown: VerifyPageProps): DeskReply {
  const body = (
    <>
      <QuizTabs member={member} here="/quiz/verify" />
      <VerifyPage {...shown} />
    </>
  );
  return { status: 'page', title: '窗口核对身份', body };
}

/** The number is in this request only: not in an address, a log, an error or the page that answers. */
async function verify(localKey: QuizDeskOptions['localKey'], request: DeskRequest): Promise<DeskReply> {
  const { form, store, member, now } = request;
  const code = form.text('code').slice(0, 40);
  if (readCode(code) === undefined)
    throw new YiwenError('quiz.bad-code', '参与码不对', '请看对方手机，12位，像这样：K7QF-2M9D-XPTA');
  const check = { code, document: form.text('document').slice(0, 40) };
  const outcome = await store.transaction((tx) => checkIdentity(tx, localKey, check, { member, now }));
  return verifyPage(request, { code: '', outcome });
}
