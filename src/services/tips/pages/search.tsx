import { sayMoment } from '../../../lib/calendar.js';
import { Button, Form, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice, Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import { stateNames } from '../states.js';
import { MOST_OPENED } from '../work/duplicates.js';
import type { Found } from '../work/search.js';
import { sayKind, stateTone } from './words.js';

/** Words are looked for in memory; what they were is kept nowhere. */
export function SearchPage({ words = '', result }: { readonly words?: string; readonly result?: Found }): Markup {
  return (
    <>
      <Notice>
        举报内容是加密的，不能像平常那样检索：会用您的密钥在内存里逐条打开最近 {MOST_OPENED}{' '}
        条里您能看的来找。会留痕，记下打开了几条，不记找的是什么词。
      </Notice>
      <Form action="/tips/search" class="narrow">
        <TextField name="words" label="找什么" hint="例如：平安医院" value={words} required most={60} />
        <Button>查找</Button>
      </Form>
      {result ? <Results result={result} /> : null}
    </>
  );
}

function Results({ result: { opened, found } }: { readonly result: Found }): Markup {
  return (
    <>
      <p>
        打开了 {opened} 条，{found.length} 条里有。
      </p>
      <Table
        caption="找到的举报"
        rows={found}
        empty="没有找到。更早的举报不在查找范围里。"
        columns={[
          { title: '编号', cell: ({ number }) => <a href={`/tips/${number}`}>{number}</a> },
          { title: '受理时间', cell: ({ received_at }) => sayMoment(new Date(received_at)) },
          { title: '行为类别', cell: ({ kind }) => sayKind(kind) },
          { title: '状态', cell: ({ state }) => <Tag tone={stateTone(state)}>{stateNames[state]}</Tag> },
        ]}
      />
    </>
  );
}
