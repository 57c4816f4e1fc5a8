import { channelName } from '../../../domain/channel-names.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Button, Filter, Form, Select } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice, Section, Tag, Unverified } from '../../../pages/parts.js';
import { type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import type { HandoffSettings } from '../handoff.js';
import { attendance, sayHours } from '../hours.js';
import type { Handoff } from '../records.js';
import type { Closed } from '../tables.js';

export const closedNames: Readonly<Record<Closed, string>> = {
  staff: '接待人结束',
  resident: '居民结束',
  timeout: '没人说话，自动结束',
  failed: '没有人接入',
};

/** 3 分钟 */
export const sayWait = (from: string, to: Date | string): string => {
  const minutes = Math.floor((new Date(to).getTime() - Date.parse(from)) / 60_000);
  return minutes < 1 ? '不到1分钟' : `${minutes} 分钟`;
};

export interface QueuePageProps {
  readonly settings: HandoffSettings;
  readonly waiting: readonly Handoff[];
  readonly talking: readonly Handoff[];
  readonly ended: readonly Handoff[];
  readonly names: ReadonlyMap<string, string>;
  readonly me: string;
  readonly pulse: string;
  readonly at: ListAddress;
  readonly paging: Paging;
  readonly now: Date;
}

export function QueuePage(props: QueuePageProps): Markup {
  const { settings, waiting, talking, now, pulse, me, names } = props;
  return (
    <div data-pulse={pulse} data-pulse-from="/handoffs/pulse">
      <Hours settings={settings} now={now} />
      <Section title={`排队 ${waiting.length}`}>
        <Table
          caption="正在等人接待，先来的在前"
          rows={waiting}
          empty="现在没有人排队。居民回复“转人工”后会出现在这里，本页会自己刷新。"
          columns={[
            { title: '编号', cell: ({ number }) => number },
            { title: '渠道', cell: ({ address }) => channelName(address.channel) },
            { title: '等了', cell: (one) => <Wait one={one} limit={settings.waitMinutes} now={now} /> },
            {
              title: '',
              cell: ({ number }) => (
                <Form action={`/handoffs/${number}/take`}>
                  <Button>接入</Button>
                </Form>
              ),
            },
          ]}
        />
      </Section>
      <Section title={`对话中 ${talking.length}`}>
        <Table
          caption="正在对话"
          rows={talking}
          empty="现在没有正在进行的对话。"
          columns={[
            { title: '编号', cell: ({ number }) => <a href={`/handoffs/${number}`}>{number}</a> },
            { title: '接待', cell: ({ takenBy }) => (takenBy === me ? '我' : (names.get(takenBy ?? '') ?? '')) },
            { title: '最后一句', cell: ({ lastAt }) => `${sayWait(lastAt, now)}前` },
          ]}
        />
      </Section>
      <History {...props} />
    </div>
  );
}

function Hours({ settings, now }: { readonly settings: HandoffSettings; readonly now: Date }): Markup {
  if (settings.hours.length === 0)
    return (
      <Notice tone="soon">
        还没有设在线人工的服务时间：居民回复“转人工”只会看到窗口和电话。请系统管理员在配置的 handoff.hours 里设好。
      </Notice>
    );
  const { open, verified } = attendance(settings.hours, now);
  return (
    <p class="hint">
      服务时间 {sayHours(settings.hours)}，现在{open ? '在' : '不在'}服务时间
      {verified ? null : <Unverified />}。{settings.waitMinutes} 分钟没人接入会告诉居民并请其留言。
    </p>
  );
}

function Wait({ one, limit, now }: { readonly one: Handoff; readonly limit: number; readonly now: Date }): Markup {
  const used = (now.getTime() - Date.parse(one.askedAt)) / (limit * 60_000);
  const tone = used >= 0.8 ? 'late' : used >= 0.5 ? 'soon' : 'half';
  return <Tag tone={tone}>{sayWait(one.askedAt, now)}</Tag>;
}

function History({ ended, names, at, paging }: QueuePageProps): Markup {
  const options = Object.entries(closedNames).map(([value, label]) => ({ value, label }));
  return (
    <Section title="已结束">
      <Filter action={at.path}>
        <Select
          name="closed"
          label="怎么结束的"
          value={at.query.closed ?? ''}
          options={[{ value: '', label: '全部' }, ...options]}
        />
      </Filter>
      <Table
        caption="已结束的人工服务，新的在前"
        rows={ended}
        empty="还没有结束的人工服务。"
        columns={[
          { title: '编号', cell: ({ number }) => <a href={`/handoffs/${number}`}>{number}</a> },
          { title: '转人工', cell: ({ askedAt }) => sayMoment(new Date(askedAt)) },
          { title: '等了', cell: ({ askedAt, takenAt, endedAt }) => sayWait(askedAt, takenAt ?? endedAt ?? askedAt) },
          { title: '接待', cell: ({ takenBy }) => names.get(takenBy ?? '') ?? '' },
          { title: '结果', cell: ({ closed }) => (closed ? closedNames[closed] : '') },
        ]}
      />
      <Pager at={at} paging={paging} />
    </Section>
  );
}
