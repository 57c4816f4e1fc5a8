import type { Period } from '../../../casework/figure.js';
import type { Citation } from '../../../domain/message.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Filter, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Cards, Facts, NumberCard, Section, Tag, type Tone } from '../../../pages/parts.js';
import { type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import type { Cluster } from '../cluster.js';
import {
  type FeedbackCounts,
  LOOKED_AT,
  type Status,
  type StatusCounts,
  statuses,
  statusNames,
  totalOf,
} from './counts.js';
import type { listQuestions, QuestionFilter, questionById } from './lists.js';

const TONES: Readonly<Record<Status, Tone>> = {
  answered: 'good',
  'ask-back': 'calm',
  unsure: 'soon',
  redirect: 'calm',
  failed: 'late',
};

export const StatusTag = ({ status }: { readonly status: Status }): Markup => (
  <Tag tone={TONES[status]}>{statusNames[status]}</Tag>
);

const share = (part: number, whole: number) => (whole === 0 ? '无' : `${Math.round((part / whole) * 1_000) / 10}%`);

export function PeriodFields({ period }: { readonly period: Period }): Markup {
  return (
    <>
      <TextField name="from" label="从" type="date" value={period.from} />
      <TextField name="to" label="到" type="date" value={period.to} />
    </>
  );
}

export interface Overview {
  readonly period: Period;
  readonly counts: StatusCounts;
  readonly feedback: FeedbackCounts;
  readonly topics: readonly Cluster[];
  readonly charts: readonly Markup[];
}

export function OverviewPage({ period, counts, feedback, topics, charts }: Overview): Markup {
  const asked = totalOf(counts);
  const { useful, useless } = feedback;
  const days = `from=${period.from}&to=${period.to}`;
  return (
    <>
      <Filter action="/questions">
        <PeriodFields period={period} />
      </Filter>
      <Cards>
        <NumberCard title="提问" value={String(asked)} href={`/questions/list?${days}`} />
        {statuses.map((status) => (
          <NumberCard
            title={statusNames[status]}
            value={share(counts[status], asked)}
            note={`${counts[status]} 次`}
            href={`/questions/list?${days}&status=${status}`}
          />
        ))}
        <NumberCard
          title="有用率"
          value={share(useful, useful + useless)}
          note={`有用 ${useful}，没用 ${useless}`}
          href={`/questions/feedback?${days}`}
        />
      </Cards>
      <div class="charts">{charts}</div>
      <Section title="大家在问什么">
        <p class="hint">按最近 {LOOKED_AT} 条提问归类，说法相近的算一类。</p>
        <Table
          caption="大家在问什么"
          rows={topics.slice(0, 15)}
          empty="这段时间还没有提问。"
          columns={[
            { title: '问题', cell: ({ representative }) => representative },
            { title: '次数', number: true, cell: ({ count }) => count },
            { title: '说法', number: true, cell: ({ wordings }) => wordings.length },
            { title: '没答上', number: true, cell: ({ unsure }) => unsure },
          ]}
        />
      </Section>
    </>
  );
}

interface QuestionListProps {
  readonly rows: Awaited<ReturnType<typeof listQuestions>>;
  readonly filter: QuestionFilter;
  readonly paging: Paging;
  readonly at: ListAddress;
}

export const NOT_KEPT = '（在保密办理中提问，没有保存）';

export function QuestionList({ rows, filter, paging, at }: QuestionListProps): Markup {
  return (
    <>
      <Filter action="/questions/list">
        <PeriodFields period={filter} />
        <Select
          name="status"
          label="结果"
          value={filter.status}
          options={[
            { value: '', label: '全部' },
            ...statuses.map((status) => ({ value: status, label: statusNames[status] })),
          ]}
        />
      </Filter>
      <Table
        caption="提问记录"
        rows={rows}
        empty="这段时间没有这样的提问。居民的提问隐去个人号码后列在这里。"
        columns={[
          { title: '时间', cell: ({ at: asked }) => sayMoment(new Date(asked)) },
          { title: '渠道', cell: ({ channel }) => channel },
          {
            title: '问题',
            cell: ({ id, question }) => <a href={`/questions/list/${id}`}>{question === '' ? NOT_KEPT : question}</a>,
          },
          { title: '结果', cell: ({ status }) => <StatusTag status={status} /> },
        ]}
      />
      <Pager at={at} paging={paging} />
    </>
  );
}

type Shown = NonNullable<Awaited<ReturnType<typeof questionById>>>;

export function QuestionPage({ shown: { answer, marks } }: { readonly shown: Shown }): Markup {
  const cited = JSON.parse(answer.citations) as readonly Citation[];
  return (
    <>
      <Facts
        facts={[
          ['时间', sayMoment(new Date(answer.at))],
          ['渠道', answer.channel],
          ['问题', answer.question === '' ? NOT_KEPT : answer.question],
          ['结果', <StatusTag status={answer.status} />],
          ['回答', <span class="words">{answer.text}</span>],
          ['换的说法', <span class="words">{answer.reworded ?? ''}</span>],
        ]}
      />
      <Section title="依据">
        <Table
          caption="依据"
          rows={cited}
          empty="这条回答没有引用资料。"
          columns={[
            { title: '文件', cell: ({ title }) => `《${title}》` },
            { title: '段落', cell: ({ heading }) => heading },
            { title: '原文', cell: ({ quote }) => quote },
            { title: '地区', cell: ({ place }) => place },
          ]}
        />
      </Section>
      <Section title="反馈">
        <Table
          caption="反馈"
          rows={marks}
          empty="还没有人对这条回答表态。"
          columns={[
            { title: '时间', cell: ({ at }) => sayMoment(new Date(at)) },
            { title: '表态', cell: ({ useful }) => (useful === 1 ? '有用' : '没用') },
            { title: '原因', cell: ({ reason }) => reason ?? '' },
          ]}
        />
      </Section>
    </>
  );
}
