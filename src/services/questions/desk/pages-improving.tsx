import type { Period } from '../../../casework/figure.js';
import { sayMoment } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { Filter } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice, Section } from '../../../pages/parts.js';
import { type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import type { Cluster } from '../cluster.js';
import type { PassageFeedback } from './counts.js';
import type { listMarks } from './lists.js';
import { NOT_KEPT, PeriodFields, StatusTag } from './pages.js';

interface UnansweredProps {
  readonly period: Period;
  readonly clusters: readonly Cluster[];
  readonly paging: Paging;
  readonly at: ListAddress;
  readonly looked: number;
  readonly mayDraft: boolean;
}

export function UnansweredPage({ period, clusters, paging, at, looked, mayDraft }: UnansweredProps): Markup {
  const draft = (id: string) => `/questions/draft/${id}?from=${period.from}&to=${period.to}`;
  return (
    <>
      <Notice>
        没答上的，和答了被标为「没用」的，说法相近的算一类，最常问的在前；按最近 {looked} 条归类。
        「建知识草稿」下载一页待补的资料：补上内容、删去所有【待补】之前，不会用来回答。
      </Notice>
      <Filter action="/questions/unanswered">
        <PeriodFields period={period} />
      </Filter>
      <Table
        caption="没答好的问题"
        rows={clusters}
        empty="这段时间没有没答好的问题。"
        columns={[
          { title: '问题', cell: ({ representative }) => representative },
          { title: '次数', number: true, cell: ({ count }) => count },
          { title: '没答上', number: true, cell: ({ unsure }) => unsure },
          { title: '没用', number: true, cell: ({ useless }) => useless },
          { title: '最近', cell: ({ lastSeen }) => chinaDay(new Date(lastSeen)) },
          { title: '其他说法', cell: ({ wordings }) => sayOthers(wordings) },
          { title: '办', cell: ({ id }) => (mayDraft ? <a href={draft(id)}>建知识草稿</a> : '') },
        ]}
      />
      <Pager at={at} paging={paging} />
    </>
  );
}

const sayOthers = (wordings: Cluster['wordings']): string =>
  wordings
    .slice(1, 4)
    .map(({ text }) => text)
    .join('；');

interface FeedbackPageProps {
  readonly period: Period;
  readonly passages: readonly PassageFeedback[];
  readonly marks: Awaited<ReturnType<typeof listMarks>>;
  readonly paging: Paging;
  readonly at: ListAddress;
}

export function FeedbackPage({ period, passages, marks, paging, at }: FeedbackPageProps): Markup {
  return (
    <>
      <Filter action="/questions/feedback">
        <PeriodFields period={period} />
      </Filter>
      <Section title="哪些段落被标为没用">
        <Table
          caption="按段落的反馈"
          rows={passages}
          empty="这段时间没有对引用了资料的回答表态。"
          columns={[
            { title: '段落', cell: ({ heading }) => heading },
            { title: '没用', number: true, cell: ({ useless }) => useless },
            { title: '有用', number: true, cell: ({ useful }) => useful },
          ]}
        />
      </Section>
      <Section title="标为没用的回答">
        <Table
          caption="标为没用的回答"
          rows={marks}
          empty="这段时间没有人标「没用」。"
          columns={[
            { title: '时间', cell: ({ at: marked }) => sayMoment(new Date(marked)) },
            {
              title: '问题',
              cell: ({ id, question }) => <a href={`/questions/list/${id}`}>{question === '' ? NOT_KEPT : question}</a>,
            },
            { title: '结果', cell: ({ status }) => <StatusTag status={status} /> },
            { title: '原因', cell: ({ reason }) => reason ?? '' },
          ]}
        />
        <Pager at={at} paging={paging} />
      </Section>
    </>
  );
}
