import { Button, Filter, Form, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice } from '../../../pages/parts.js';
import { addressOf, type Column, type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import { formats } from '../bank/formats/index.js';
import { type BankQuestion, difficulties, kinds, topics } from '../bank/question.js';
import { Options, QuestionTags, stateNames } from './bank-parts.js';

interface BankListProps {
  readonly questions: readonly BankQuestion[];
  readonly at: ListAddress;
  readonly paging: Paging;
  /** Drafts in the whole bank. */
  readonly waiting: number;
  readonly login: string;
  readonly edits: boolean;
  readonly reviews: boolean;
  readonly exports: boolean;
}

/** The bank: what is in it, what waits for a second person, what lost its text. */
export function BankListPage(props: BankListProps): Markup {
  const { at, paging, waiting, edits, reviews, exports } = props;
  return (
    <>
      {reviews && waiting > 0 && at.query.state !== 'draft' ? (
        <Notice tone="soon">
          <a href="/quiz/bank?state=draft">有 {waiting} 题等待审核</a>，审核后才会被抽到。
        </Notice>
      ) : null}
      {edits ? (
        <p>
          <a class="button" href="/quiz/bank/new">
            出一道题
          </a>{' '}
          <a href="/quiz/bank/import">从文件导入</a>
        </p>
      ) : null}
      <BankFilter query={at.query} />
      <List {...props} />
      <Pager at={at} paging={paging} />
      {exports && paging.total > 0 ? <Exports at={at} total={paging.total} /> : null}
    </>
  );
}

const choices = (table: Readonly<Record<string, string>>) => [
  { value: '', label: '全部' },
  ...Object.entries(table).map(([value, label]) => ({ value, label })),
];

function BankFilter({ query }: { readonly query: ListAddress['query'] }): Markup {
  const { topic = '', kind = '', difficulty = '', state = '', flag = '', words = '' } = query;
  return (
    <Filter action="/quiz/bank">
      <Select name="topic" label="专题" value={topic} options={choices(topics)} />
      <Select name="kind" label="题型" value={kind} options={choices(kinds)} />
      <Select name="difficulty" label="难度" value={difficulty} options={choices(difficulties)} />
      <Select name="state" label="状态" value={state} options={choices(stateNames)} />
      <Select name="flag" label="标记" value={flag} options={choices({ yes: '有标记', no: '没有标记' })} />
      <TextField name="words" label="题干或编号里有" value={words} most={60} />
    </Filter>
  );
}

function List({ questions, login, reviews }: BankListProps): Markup {
  const ready = questions.filter(
    (one) => reviews && one.state === 'draft' && one.author !== login && one.flag === undefined,
  );
  const table = (
    <Table
      caption="题库，按编号"
      rows={questions}
      empty="没有符合条件的题。出一道题，或从文件导入，就会列在这里；随软件带来的题在启动时自动进来。"
      columns={[...(ready.length > 0 ? [tick(ready)] : []), ...columns]}
    />
  );
  if (ready.length === 0) return table;
  return (
    <Form action="/quiz/bank/review">
      <p class="about">审核通过的题，今后的场次可以抽到。请先看题干、答案、解析和依据；会记下您的名字。</p>
      {table}
      {ready.map((one) => (
        <input type="hidden" name="page" value={seen(one)} />
      ))}
      <Button>审核通过打勾的题</Button>{' '}
      <Button tone="plain" name="all" value="yes">{`本页 ${ready.length} 题都看过了，全部通过`}</Button>
    </Form>
  );
}

const seen = ({ id, version }: BankQuestion) => `${id}@${version}`;

const tick = (ready: readonly BankQuestion[]): Column<BankQuestion> => ({
  title: '通过',
  cell: (one) =>
    ready.includes(one) ? (
      <input type="checkbox" name="question" value={seen(one)} aria-label={`审核通过 ${one.id}`} />
    ) : null,
});

const columns: readonly Column<BankQuestion>[] = [
  { title: '题', cell: (one) => <QuestionCell question={one} /> },
  { title: '专题', cell: ({ topic }) => topics[topic] },
  { title: '题型', cell: ({ kind }) => kinds[kind] },
  { title: '难度', cell: ({ difficulty }) => difficulties[difficulty] },
  { title: '状态', cell: (one) => <QuestionTags {...one} /> },
  { title: '作者', cell: ({ author }) => (author === 'shipped' ? '随软件' : author) },
];

function QuestionCell({ question }: { readonly question: BankQuestion }): Markup {
  const { id, stem, explanation, cites, flag } = question;
  return (
    <>
      <a href={`/quiz/bank/${id}`}>{stem}</a>
      {flag === undefined ? null : <p class="hint">{flag}</p>}
      <details>
        <summary>答案和依据（{id}）</summary>
        <Options {...question} />
        <p>解析：{explanation || '没有写'}</p>
        <p class="hint">
          依据：{cites ? `${question.source?.title ?? cites.path}「${cites.heading}」：${cites.quote}` : '没有写'}
        </p>
      </details>
    </>
  );
}

function Exports({ at, total }: { readonly at: ListAddress; readonly total: number }): Markup {
  return (
    <details class="action">
      <summary>导出这 {total} 题</summary>
      <ul>
        {formats.map(({ name, about }) => (
          <li>
            <a href={addressOf({ path: '/quiz/bank/export', query: at.query }, { format: name, page: '' })}>{about}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
