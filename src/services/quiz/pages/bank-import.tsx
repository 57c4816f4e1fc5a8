import { Button, Form, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Cards, Notice, NumberCard, Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import { sayFault } from '../bank/fault.js';
import { formats } from '../bank/formats/index.js';
import { countRows } from '../bank/import.js';
import type { ImportPlan, ImportRow } from '../bank/import-plan.js';
import { topics } from '../bank/question.js';
import { BackToBank } from './bank-parts.js';

/** A file to be tried first: nothing is written by choosing it. */
export function BankImportPage(): Markup {
  return (
    <>
      <Form action="/quiz/bank/import" files>
        <p class="about">先只看结果，不写入：每一题会加进来、改掉、没有变化，还是看不懂。看过再决定。</p>
        <TextField
          name="file"
          label="题目文件"
          hint="2兆以内，最多2000题；UTF-8 或 GBK 都可以"
          type="file"
          accept=".gift,.txt,.xlsx"
          required
        />
        <Select
          name="topic"
          label="没有写专题的题算作"
          options={[
            { value: '', label: '不算，报告出来' },
            ...Object.entries(topics).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Button>看看会怎样</Button>
      </Form>
      <ul>
        {formats.map(({ about }) => (
          <li>{about}</li>
        ))}
      </ul>
      <BackToBank />
    </>
  );
}

interface PlanProps {
  readonly id: string;
  readonly name: string;
  readonly plan: ImportPlan;
}

/** What importing a file would do, question by question, and the step that does it. */
export function BankPlanPage({ id, name, plan }: PlanProps): Markup {
  const { added, changed, unchanged, refused } = countRows(plan);
  const fresh = added + changed;
  return (
    <>
      <Notice tone={refused > 0 ? 'soon' : 'good'}>
        {name}（{plan.format}）读完了，还没有写入。
        {refused > 0 ? `有 ${refused} 题看不懂，原因写在表里。` : '每一题都看懂了。'}
      </Notice>
      <Cards>
        <NumberCard title="新增" value={`${added} 题`} />
        <NumberCard title="修改" value={`${changed} 题`} note="成为新版本" />
        <NumberCard title="没有变化" value={`${unchanged} 题`} />
        <NumberCard title="看不懂" value={`${refused} 题`} tone={refused > 0 ? 'late' : 'calm'} />
      </Cards>
      <Confirm id={id} fresh={fresh} refused={refused} />
      <Table
        caption="逐题结果，按文件里的顺序"
        rows={plan.rows}
        empty=""
        columns={[
          { title: '行', number: true, cell: ({ at }) => at },
          { title: '题', cell: ({ stem }) => stem || '（没有题干）' },
          { title: '结果', cell: (row) => <Outcome row={row} /> },
          { title: '怎么办', cell: (row) => <Remedies row={row} /> },
        ]}
      />
      <BackToBank />
    </>
  );
}

function Confirm({ id, fresh, refused }: { readonly id: string; readonly fresh: number; readonly refused: number }) {
  const again = <a href="/quiz/bank/import">改好文件，重新上传</a>;
  if (fresh === 0) return <p>没有可以导入的题。{again}</p>;
  return (
    <Form action={`/quiz/bank/import/${id}`}>
      <p class="about">导入的题都是待审核，另一位同事审核后才会被抽到。会留痕。</p>
      {refused > 0 ? <input type="hidden" name="good" value="yes" /> : null}
      <Button>{refused > 0 ? `只导入看懂的 ${fresh} 题` : `导入 ${fresh} 题`}</Button> {again}
    </Form>
  );
}

const outcomes = {
  added: ['good', '新增'],
  changed: ['soon', '修改'],
  unchanged: ['done', '没有变化'],
  refused: ['late', '看不懂'],
} as const;

function Outcome({ row: { status } }: { readonly row: ImportRow }): Markup {
  const [tone, name] = outcomes[status];
  return <Tag tone={tone}>{name}</Tag>;
}

function Remedies({ row }: { readonly row: ImportRow }): Markup {
  const said = row.status === 'refused' ? row.faults.map(sayFault) : row.status === 'unchanged' ? [] : row.notes;
  return (
    <ul class="plain">
      {said.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  );
}
