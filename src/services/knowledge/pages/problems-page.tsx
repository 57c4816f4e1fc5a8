import type { Finding } from '../../../ingestion/check/finding.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Button, Form } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';

export interface Checked {
  readonly at: Date;
  readonly findings: readonly Finding[];
}

/** What `index --check` found in the files when it was asked last. */
export function ProblemsPage({ checked }: { readonly checked: Checked | undefined }): Markup {
  return (
    <>
      <Form action="/knowledge/problems">
        <p class="about">按现在文件夹里的文件检查：日期、取代关系、引用、出处。错误会让回答出错，请先改。</p>
        <Button>{checked ? '再检查一次' : '开始检查'}</Button>
      </Form>
      {checked ? <Findings checked={checked} /> : null}
      <p>
        <a href="/knowledge">返回知识库</a>
      </p>
    </>
  );
}

function Findings({ checked: { at, findings } }: { readonly checked: Checked }): Markup {
  return (
    <>
      <p class="hint">检查于 {sayMoment(at)}</p>
      <Table
        caption="检查出的问题"
        rows={findings}
        empty="没有发现问题。"
        columns={[
          {
            title: '轻重',
            cell: ({ severity }) => (
              <Tag tone={severity === 'error' ? 'late' : 'soon'}>{severity === 'error' ? '错误' : '提醒'}</Tag>
            ),
          },
          { title: '文件', cell: ({ path, line }) => `${path} 第${line}行` },
          { title: '问题', cell: ({ cause }) => cause },
          { title: '怎么办', cell: ({ remedy }) => remedy },
        ]}
      />
    </>
  );
}
