import { sayMoment } from '../../../lib/calendar.js';
import type { Markup } from '../../../pages/markup.js';
import { Table } from '../../../pages/table.js';
import { type Campaign, slotsOf } from '../campaign/campaign.js';
import type { Cell } from '../figures/counts.js';
import { StateTag } from './frame.js';

export interface CampaignListProps {
  readonly campaigns: readonly Campaign[];
  readonly played: readonly Cell[];
  readonly mayEdit: boolean;
}

export function CampaignList({ campaigns, played, mayEdit }: CampaignListProps): Markup {
  const of = (number: string) => played.find(({ key }) => key === number);
  return (
    <>
      {mayEdit ? (
        <p>
          <a class="button" href="/quiz/new">
            新建场次
          </a>
        </p>
      ) : null}
      <Table
        caption="竞答场次"
        rows={campaigns}
        empty="还没有场次。编辑新建草稿，另一位同事审核并开放后，居民回复“答题”就能参加。"
        columns={[
          { title: '编号', cell: ({ number }) => <a href={`/quiz/${number}`}>{number}</a> },
          { title: '标题', cell: ({ title }) => title },
          { title: '状态', cell: ({ state }) => <StateTag state={state} /> },
          { title: '开始', cell: ({ opensAt }) => sayMoment(new Date(opensAt)) },
          { title: '结束', cell: ({ closesAt }) => sayMoment(new Date(closesAt)) },
          { title: '每局题数', number: true, cell: (campaign) => slotsOf(campaign) },
          { title: '人次', number: true, cell: ({ number }) => of(number)?.attempts ?? 0 },
          { title: '人数', number: true, cell: ({ number }) => of(number)?.people ?? 0 },
        ]}
      />
    </>
  );
}
