import type { Route } from '../../../casework/desk.js';
import { Facts, Notice } from '../../../pages/parts.js';
import type { TipTerms } from '../terms.js';
import { openReward, proposeReward, recordPayee, voteReward } from '../work/reward.js';
import { backTo } from './case-view.js';

/** The reward of a tip: one proposes, two agree, one pays. */
export function rewardRoutes(terms: TipTerms): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/:number/reward/propose',
      needs: 'tips.propose-reward',
      async handle(request) {
        const { form, params } = request;
        const said = { amount: form.text('amount'), summary: form.text('summary'), seen: form.text('version') };
        await proposeReward({ ...request, terms }, { number: params.number ?? '', ...said });
        return backTo(request, '奖励金额已提出，等两位奖励审核人员同意。');
      },
    },
    {
      method: 'POST',
      path: '/:number/reward/vote',
      needs: 'tips.approve-reward',
      proved: true,
      async handle(request) {
        await voteReward(request, request.params.number ?? '', request.form.text('version'));
        return backTo(request, '已记下您的同意。');
      },
    },
    {
      method: 'POST',
      path: '/:number/reward/payee',
      needs: 'tips.approve-reward',
      async handle(request) {
        const payee = { name: request.form.text('name'), account: request.form.text('account') };
        await recordPayee(request, request.params.number ?? '', payee);
        return backTo(request, '领奖人已加密登记。');
      },
    },
    {
      method: 'POST',
      path: '/:number/reward/open',
      needs: 'tips.approve-reward',
      async handle(request) {
        const number = request.params.number ?? '';
        const { summary, payee } = await openReward(request, number);
        const body = (
          <>
            <Notice tone="half">打开已留痕。</Notice>
            <Facts
              facts={[
                ['案情摘要', summary ?? '没有给您的副本：请举报主管重新提出一次'],
                ['领奖人', payee?.name ?? '还没有登记'],
                ['收款方式', payee?.account ?? '还没有登记'],
              ]}
            />
            <p>
              <a class="button" href={`/tips/${number}`}>
                返回
              </a>
            </p>
          </>
        );
        return { status: 'page', title: `${number} 奖励`, body };
      },
    },
  ];
}
