import { sayMoment } from '../../../lib/calendar.js';
import { Action, Button, Form, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';

export interface ShownTie {
  readonly id: string;
  readonly at: string;
  /** Undefined where this member's keys do not open it. */
  readonly name: string | undefined;
}

/** What somebody has to do with institutions: said once, so that tips about them never reach that person. */
export function TiesPage({ ties }: { readonly ties: readonly ShownTie[] }): Markup {
  return (
    <>
      <Notice>
        您或近亲属任职、投资、长期合作的机构，在这里申报一次。举报指向它们时，系统在打开和指派时自动让您回避。名称加密保存。
      </Notice>
      <Table
        caption="已申报的机构"
        rows={ties}
        empty="还没有申报。"
        columns={[
          { title: '机构', cell: ({ name }) => name ?? '（加密，持有举报内容密钥并解锁后可见）' },
          { title: '申报时间', cell: ({ at }) => sayMoment(new Date(at)) },
          {
            title: '',
            cell: ({ id }) => (
              <Form action="/tips/ties/drop">
                <input type="hidden" name="id" value={id} />
                <Button tone="plain">删去</Button>
              </Form>
            ),
          },
        ]}
      />
      <Action title="申报一家" action="/tips/ties" about="会留痕。" button="申报" open>
        <TextField name="name" label="机构全称" hint="例如：样例市平安医院" required most={60} />
      </Action>
    </>
  );
}
