import { sayMoment } from '../../../lib/calendar.js';
import { Filter, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Cards, Notice, NumberCard, Section, Tag } from '../../../pages/parts.js';
import { Pager, pagingOf, Table } from '../../../pages/table.js';
import { type Change, type ChangeState, stateNames } from '../changes.js';
import type { Shelf, ShelfDocument } from '../work.js';
import { UploadForm } from './upload-form.js';

interface ShelfPageProps {
  readonly shelf: Shelf | undefined;
  readonly changes: readonly Change[];
  readonly withdrawn: number;
  readonly query: Readonly<Record<string, string>>;
  readonly today: string;
  readonly edits: boolean;
}

/** What is in use, what ends next, what is on its way. */
export function ShelfPage({ shelf, changes, withdrawn, query, today, edits }: ShelfPageProps): Markup {
  const underWay = changes.filter(({ state }) => !['published', 'discarded'].includes(state));
  return (
    <>
      {shelf ? <State shelf={shelf} withdrawn={withdrawn} today={today} /> : <NoShelf />}
      {changes.length > 0 ? (
        <Section title={`草稿和变更（${underWay.length} 件在办）`}>
          <Changes changes={changes.slice(0, 20)} />
        </Section>
      ) : null}
      {edits ? (
        <Section title="新资料">
          <UploadForm removes={query.removes ?? ''} />
        </Section>
      ) : null}
      {shelf ? <Documents documents={shelf.documents} query={query} today={today} /> : null}
    </>
  );
}

const NoShelf = (): Markup => (
  <Notice tone="soon">还没有建立知识索引。请系统管理员运行 npx yiwen index，或重新启动医问。</Notice>
);

function State({ shelf, withdrawn, today }: Pick<ShelfPageProps, 'withdrawn' | 'today'> & { shelf: Shelf }): Markup {
  const { documents, builtAt } = shelf;
  const ends = documents.flatMap((document) => document.ends);
  const [next] = ends.filter((day) => day >= today).sort();
  const over = documents.filter((document) => document.ends.some((day) => day < today)).length;
  const [day = '', time = ''] = sayMoment(new Date(builtAt)).split(' ');
  return (
    <>
      <Cards>
        <NumberCard title="在用资料" value={`${documents.length} 份`} note={`${sum(documents)} 段`} />
        <NumberCard title="最近一次启用" value={day} note={time} />
        <NumberCard title="最近要到期" value={next ?? '没有'} tone={next ? 'half' : 'calm'} />
        <NumberCard title="有段落已失效" value={`${over} 份`} note="失效的只在问到以前时使用" />
        <NumberCard title="已撤回" value={`${withdrawn} 段`} tone={withdrawn > 0 ? 'soon' : 'calm'} />
      </Cards>
      <p>
        <a href="/knowledge/problems">资料检查：日期、取代关系、引用、出处</a>
      </p>
    </>
  );
}

const sum = (documents: readonly ShelfDocument[]) => documents.reduce((all, { passages }) => all + passages, 0);

const TONES: Readonly<Record<ChangeState, 'calm' | 'soon' | 'late' | 'good' | 'done'>> = {
  ...{ draft: 'calm', waiting: 'soon', approved: 'soon', published: 'good', failed: 'late', refused: 'late' },
  discarded: 'done',
};

function Changes({ changes }: { readonly changes: readonly Change[] }): Markup {
  return (
    <Table
      caption="草稿和变更，新的在前"
      rows={changes}
      empty=""
      columns={[
        { title: '资料', cell: ({ id, title }) => <a href={`/knowledge/changes/${id}`}>{title}</a> },
        { title: '状态', cell: ({ state }) => <Tag tone={TONES[state]}>{stateNames[state]}</Tag> },
        { title: '编辑', cell: ({ editor }) => editor },
        { title: '时间', cell: ({ at }) => sayMoment(new Date(at)) },
      ]}
    />
  );
}

function Documents({
  documents,
  query,
  today,
}: Pick<ShelfPageProps, 'query' | 'today'> & { documents: readonly ShelfDocument[] }) {
  const { place = '', title = '' } = query;
  const chosen = documents.filter((one) => one.place.includes(place) && one.title.includes(title));
  const paging = pagingOf(query, chosen.length);
  const at = { path: '/knowledge', query };
  return (
    <Section title="在用的资料">
      <Filter action="/knowledge">
        <TextField name="title" label="标题里有" value={title} />
        <TextField name="place" label="地区" value={place} />
      </Filter>
      <Table
        caption="在用的资料"
        rows={chosen.slice((paging.page - 1) * paging.size, paging.page * paging.size)}
        empty="没有符合条件的资料。"
        columns={[
          {
            title: '资料',
            cell: ({ path, title: name }) => (
              <a href={`/knowledge/document?path=${encodeURIComponent(path)}`}>{name}</a>
            ),
          },
          { title: '地区', cell: ({ place: where }) => where || '未写明' },
          { title: '类别', cell: ({ kind }) => (kind === 'digest' ? '摘编' : '原文') },
          { title: '有效期', cell: (one) => <Validity document={one} today={today} /> },
          { title: '段数', number: true, cell: ({ passages }) => passages },
        ]}
      />
      <Pager at={at} paging={paging} />
    </Section>
  );
}

/** 2023-01-01 起, and which of its passages end. */
function Validity({ document, today }: { readonly document: ShelfDocument; readonly today: string }): Markup {
  const { effectiveFrom, effectiveTo, ends } = document;
  const said = [effectiveFrom ? `${effectiveFrom} 起` : '', effectiveTo ? `至 ${effectiveTo}` : ''].filter(Boolean);
  const [next] = ends.filter((day) => day >= today && day !== effectiveTo);
  return (
    <>
      {said.join(' ') || '没有写'} {next ? <Tag tone="half">有段落到 {next} 为止</Tag> : null}
      {effectiveTo !== undefined && effectiveTo < today ? <Tag tone="done">已失效</Tag> : null}
    </>
  );
}
