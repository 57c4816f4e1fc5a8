import { permissions, roleNames, type StaffMember } from '../../../domain/staff.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Cards, Facts, type Happening, Notice, NumberCard, Section, Timeline } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import { type Campaign, type CampaignPart, campaignParts } from '../campaign/campaign.js';
import { sayPools } from '../campaign/plan.js';
import { type Step, stepsFrom } from '../campaign/states.js';
import type { GroupCell, Played } from '../figures/counts.js';
import { share } from '../figures/counts.js';
import { percent, StateTag } from './frame.js';

export interface OverviewProps {
  readonly campaign: Campaign;
  readonly member: StaffMember;
  /** What this person ever did for this campaign. */
  readonly parts: readonly CampaignPart[];
  readonly names: ReadonlyMap<string, string>;
  readonly played: Played;
  /** People who reached the score of the draw, and those of them whose identity is known. */
  readonly reached: { readonly people: number; readonly verified: number };
  readonly groups: readonly GroupCell[];
  readonly charts: readonly Markup[];
  readonly notices: readonly { readonly at: string; readonly text: string }[];
  /** Pools that the questions left do not fill any more. */
  readonly shortages: readonly string[];
  readonly publicUrl?: string;
}

export function Overview(props: OverviewProps): Markup {
  const { campaign, played, reached, groups, charts, notices, shortages } = props;
  const happenings: readonly Happening[] = notices.map(({ at, text }) => ({
    ...{ at: sayMoment(new Date(at)), who: '公告', what: text },
  }));
  return (
    <>
      {shortages.length > 0 ? (
        <Notice tone="late">撤题以后剩下的题不够了：{shortages.join('；')}。新的一局会用同专题或别的题补足。</Notice>
      ) : null}
      <Cards>
        <NumberCard title="参与人次" value={String(played.started)} note="试答和作废的不算" />
        <NumberCard title="参与人数" value={String(played.people)} href={`/quiz/${campaign.number}/people`} />
        <NumberCard
          title="完成率"
          value={percent(share(played.submitted, played.started))}
          note={`答完 ${played.submitted} 局`}
        />
        <NumberCard
          title="平均得分"
          value={played.finished === 0 ? '无' : (played.score / played.finished).toFixed(2)}
          note={`已结束 ${played.finished} 局`}
        />
        <NumberCard
          title="达到抽奖分数"
          value={String(reached.people)}
          note={`其中核实过身份 ${reached.verified} 人`}
        />
      </Cards>
      <div class="case">
        <section aria-label="基本情况">
          <CampaignFacts {...props} />
        </section>
        <section aria-label="公告">
          <h2>公告</h2>
          {happenings.length > 0 ? (
            <Timeline happenings={happenings} />
          ) : (
            <p class="empty">还没有公告。撤题、公布名单校验值、奖品递补时会自动写在这里，公开页上也看得到。</p>
          )}
        </section>
        <section aria-label="可以做的" class="actions">
          <NextSteps {...props} />
        </section>
      </div>
      <div class="charts">{charts}</div>
      {groups.length > 0 ? <Groups groups={groups} /> : null}
    </>
  );
}

function CampaignFacts({ campaign, names, publicUrl }: OverviewProps): Markup {
  const { number, state, opensAt, closesAt, attemptsPerDay, timeLimit, entryScore, prizes, alternates } = campaign;
  const who = (part: CampaignPart) => {
    const login = campaign[part];
    return [campaignParts[part], login ? (names.get(login) ?? login) : ''] as const;
  };
  return (
    <Facts
      facts={[
        ['状态', <StateTag state={state} />],
        ['时间', `${sayMoment(new Date(opensAt))} 至 ${sayMoment(new Date(closesAt))}`],
        ['谁可以参加', campaign.audience],
        ['每局', sayPools(campaign)],
        ['每天', `${attemptsPerDay} 次`],
        ['限时', timeLimit === 0 ? '不限' : `${timeLimit / 60} 分钟`],
        ['抽奖', prizes.length === 0 ? '没有奖品' : `答对 ${entryScore} 题可以抽奖，候补 ${alternates} 人`],
        ['奖品', prizes.map(({ name, what, count }) => `${name}：${what}，${count} 份`).join('；')],
        ['随机值', sayEntropy(campaign)],
        ['领奖', `${campaign.claimDays} 天内领，信息保存 ${campaign.claimKeepDays} 天`],
        ...(['editor', 'reviewer', 'drawer'] as const).map(who),
        ['试答', state === 'DRAFT' ? '审核以后可以试答' : `用工作人员的账号回复：试答${campaign.rehearsalCode}`],
        ['公开页', <PublicLinks {...{ number, state, publicUrl }} />],
      ]}
    />
  );
}

function sayEntropy({ prizes, entropy }: Campaign): string {
  if (prizes.length === 0) return '';
  if (entropy.kind === 'commit-reveal') return '两人承诺';
  return `${entropy.source}，${sayMoment(new Date(entropy.knownFrom))} 起能查到`;
}

type PublicLinksProps = Pick<Campaign, 'number' | 'state'> & { readonly publicUrl: string | undefined };

function PublicLinks({ number, state, publicUrl }: PublicLinksProps): Markup {
  if (state === 'DRAFT' || state === 'REVIEWED') return <span>开放以后才有</span>;
  if (publicUrl === undefined) return <span>系统管理员还没有配置网址（quiz.publicUrl）</span>;
  const page = `${publicUrl}/quiz/${number}`;
  return (
    <span>
      <a href={page}>{page}</a>，<a href={`${page}/card.png`}>带二维码的图片</a>
    </span>
  );
}

/** Steps that are taken on the draw's own page. */
const DRAWN_THERE = new Set(['freeze', 'draw', 'publish']);

function NextSteps({ campaign, member, parts }: OverviewProps): Markup {
  const next = stepsFrom(campaign.state);
  if (next.length === 0) return <p class="empty">这一场已经全部办完。</p>;
  return (
    <>
      <h2>下一步</h2>
      {next.map((step) => (
        <NextStep {...{ step, campaign, member, parts }} />
      ))}
    </>
  );
}

type NextStepProps = Pick<OverviewProps, 'campaign' | 'member' | 'parts'> & { readonly step: Step };

function NextStep({ step, campaign, member, parts }: NextStepProps): Markup {
  const { name, title, about, needs, part } = step;
  const allowed: readonly string[] = permissions[needs];
  const other = parts.find((one) => one !== part);
  const path = `/quiz/${campaign.number}`;
  if (!member.roles.some((role) => allowed.includes(role)))
    return (
      <p>
        {title}：由{roleNames[permissions[needs][0]]}办理。
      </p>
    );
  if (other)
    return (
      <p>
        {title}：您是这一场的{campaignParts[other]}，请由另一位同事办理。
      </p>
    );
  if (name === 'change')
    return (
      <p>
        <a href={`${path}/edit`}>修改草稿</a>
      </p>
    );
  if (name === 'review')
    return (
      <p>
        <a href={`${path}/review`}>看过全部题目，再审核</a>
      </p>
    );
  if (DRAWN_THERE.has(name))
    return (
      <p>
        <a href={`${path}/draw`}>{title}</a>
      </p>
    );
  return (
    <Action
      title={title}
      action={`${path}/${name}`}
      about={about}
      button={title}
      tone={name === 'close' ? 'danger' : 'main'}
    >
      <input type="hidden" name="version" value={String(campaign.version)} />
    </Action>
  );
}

function Groups({ groups }: { readonly groups: readonly GroupCell[] }): Markup {
  return (
    <Section title="按街道或单位">
      <p class="hint">不足5人的不列出；只有一个不足的，再隐去一个，免得用总数减出来。</p>
      <Table
        caption="按街道或单位"
        rows={groups}
        empty=""
        columns={[
          { title: '街道或单位', cell: ({ key }) => key || '没有选' },
          { title: '人数', number: true, cell: ({ people }) => people },
          { title: '人次', number: true, cell: ({ attempts }) => attempts },
          {
            title: '平均得分',
            number: true,
            cell: ({ score, finished }) => (finished === 0 ? '无' : (score / finished).toFixed(2)),
          },
        ]}
      />
    </Section>
  );
}
