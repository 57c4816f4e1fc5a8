import type { Finding } from '../../../ingestion/check/finding.js';
import type { Markup } from '../../../pages/markup.js';
import { Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';

/** What `index --check` finds in the files. */
export function ProblemsPage({ findings }: { readonly findings: readonly Finding[] }): Markup {
  return (
    <>
      <p class="about">按现在文件夹里的文件检查：日期、取代关系、引用、出处。错误会让回答出错，请先改。</p>
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
      <p>
        <a href="/knowledge">返回知识库</a>
      </p>
    </>
  );
}
