import type { Figure } from '../../../casework/figure.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';

const shown = ({ value, unit }: Figure) => (value === undefined ? '无' : `${value}${unit === '%' ? '' : ' '}${unit}`);

/** Every figure with what it means and the query that anybody can run again. */
export function FigureList({ figures }: { readonly figures: readonly Figure[] }): Markup {
  return (
    <>
      <Notice>
        这里是对外公布的口径：不足5件的格和比率不列出。概览页给内部用，列出全部数字。默认评价不计入任何比率。
      </Notice>
      <Table
        caption="指标口径"
        rows={figures}
        empty="没有指标。"
        columns={[
          { title: '指标', cell: ({ title }) => title },
          { title: '数值', number: true, cell: shown },
          { title: '口径', cell: ({ definition }) => definition },
          {
            title: '查询',
            cell: ({ query }) => (
              <details>
                <summary>SQL</summary>
                <pre class="words">{query}</pre>
              </details>
            ),
          },
        ]}
      />
    </>
  );
}
