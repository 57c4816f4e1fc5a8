import { sayMoment } from '../../../lib/calendar.js';
import { Action } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Facts, Notice, Section, Tag, type Tone } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import type { Campaign } from '../campaign/campaign.js';
import type { OpenedClaim } from '../draw/claims.js';
import { lastDay } from '../draw/tell-winner.js';
import { type Winner, type WinnerState, winnerStates } from '../draw/winners.js';
import { showCode } from '../play/person.js';

export interface ClaimsPageProps {
  readonly campaign: Campaign;
  readonly winners: readonly Winner[];
  /** What one winner told, in the clear. */
  readonly opened?: { readonly place: number; readonly claim: OpenedClaim };
}

const tones: Readonly<Record<WinnerState, Tone>> = {
  ...{ alternate: 'calm', won: 'soon', claimed: 'half', 'handed-over': 'good', lapsed: 'done', declined: 'done' },
};

const labels: Readonly<Record<string, string>> = { name: '姓名', phone: '联系电话', address: '收件地址' };

export function ClaimsPage({ campaign, winners, opened }: ClaimsPageProps): Markup {
  const path = `/quiz/${campaign.number}/claims`;
  const open = winners.filter(({ state }) => state === 'won' || state === 'claimed');
  return (
    <>
      {opened ? (
        <Section title={`第${opened.place}名的登记`}>
          <Notice>以下是中奖人填写的原文，这次打开已留痕。看完请离开本页。</Notice>
          <Facts facts={Object.entries(opened.claim).map(([name, value]) => [labels[name] ?? name, value] as const)} />
        </Section>
      ) : null}
      <Table
        caption="中奖和候补"
        rows={winners}
        empty="还没有公布开奖结果。公布后，中奖的人会列在这里。"
        columns={[
          { title: '名次', cell: ({ place }) => place, number: true },
          { title: '参与码', cell: ({ code }) => showCode(code) },
          { title: '奖项', cell: ({ prize }) => prize || '—' },
          { title: '状态', cell: ({ state }) => <Tag tone={tones[state]}>{winnerStates[state]}</Tag> },
          { title: '最后一天', cell: ({ claimUntil }) => (claimUntil ? lastDay(claimUntil) : '') },
          { title: '登记', cell: ({ claimedAt }) => (claimedAt ? sayMoment(new Date(claimedAt)) : '') },
          { title: '办完', cell: ({ settledAt }) => (settledAt ? sayMoment(new Date(settledAt)) : '') },
        ]}
      />
      <section class="actions" aria-label="可以做的">
        {winners.map((winner) => (winner.claim ? <OpenAction winner={winner} path={path} /> : null))}
        {open.map((winner) => (
          <SettleActions winner={winner} path={path} />
        ))}
      </section>
    </>
  );
}

interface ActionProps {
  readonly winner: Winner;
  readonly path: string;
}

const OpenAction = ({ winner, path }: ActionProps): Markup => (
  <Action
    title={`打开第${winner.place}名的登记`}
    action={`${path}/${winner.place}/open`}
    about="显示中奖人填写的姓名、电话和地址。会留痕。"
    button="打开"
  />
);

function SettleActions({ winner, path }: ActionProps): Markup {
  const { place, prize } = winner;
  return (
    <>
      <Action
        title={`第${place}名（${prize}）已领取`}
        action={`${path}/${place}/handed-over`}
        about="奖品已经交给本人，或已经寄出。到窗口领的，请核对参与码和身份证件。会留痕。"
        button="已领取"
      />
      <Action
        title={`第${place}名（${prize}）放弃`}
        action={`${path}/${place}/declined`}
        about="本人表示不要了，奖品马上由下一位候补递补，不能撤回。会留痕。"
        button="按放弃办理"
        tone="danger"
      />
    </>
  );
}
