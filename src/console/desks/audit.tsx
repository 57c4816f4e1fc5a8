import { defineDesk } from '../../casework/desk.js';
import type { Sheet } from '../../casework/sheet.js';
import { endOfDay, sayMoment, startOfDay } from '../../lib/calendar.js';
import { Button, Filter, Form, TextField } from '../../pages/form.js';
import { Notice } from '../../pages/parts.js';
import { Pager, pagingOf, Table } from '../../pages/table.js';
import { auditRows, countAudit, verifyAudit } from '../../storage/audit.js';

/** 审计: every reading of a sealed thing, every step, export and sign-in, in a chain that shows a change. */
export function auditDesk() {
  const needs = 'audit.read';
  return defineDesk({
    name: 'audit',
    title: '审计',
    sees: [needs],
    sheets: [auditSheet],
    routes: [
      {
        method: 'GET',
        path: '/',
        needs,
        async handle({ store, query }) {
          const filter = { actor: query.actor ?? '', action: query.action ?? '', subject: query.subject ?? '' };
          const paging = pagingOf(query, await countAudit(store.read, filter));
          const rows = await auditRows(store.read, filter, paging);
          const at = { path: '/audit', query };
          return {
            status: 'page',
            title: '审计',
            body: (
              <>
                <Filter action="/audit">
                  <TextField name="actor" label="谁" value={filter.actor} hint="如 staff:wang" />
                  <TextField name="action" label="做了什么" value={filter.action} hint="如 tips.opened" />
                  <TextField name="subject" label="对象" value={filter.subject} />
                </Filter>
                <Form action="/audit/verify">
                  <Button tone="plain">核对全部留痕</Button>
                </Form>
                <Table
                  caption="留痕，新的在前"
                  rows={rows}
                  empty="没有符合条件的留痕。"
                  columns={[
                    { title: '序号', number: true, cell: ({ sequence }) => sequence },
                    { title: '时间', cell: ({ at }) => sayMoment(new Date(at)) },
                    { title: '谁', cell: ({ actor }) => actor },
                    { title: '做了什么', cell: ({ action }) => action },
                    { title: '对象', cell: ({ subject }) => subject },
                    { title: '详情', cell: ({ detail }) => (detail === '{}' ? '' : detail) },
                  ]}
                />
                <Pager at={at} paging={paging} />
              </>
            ),
          };
        },
      },
      {
        method: 'POST',
        path: '/verify',
        needs,
        async handle({ store }) {
          const state = await verifyAudit(store.read);
          return {
            status: 'page',
            title: '核对留痕',
            body:
              state.status === 'whole' ? (
                <Notice tone="good">
                  {state.rows} 条留痕前后相接，没有改动。末条校验值 <code>{state.head}</code>
                  ，请抄到系统以外保存：末尾被截去的留痕只有这样才看得出来。
                </Notice>
              ) : (
                <Notice tone="late">
                  第 {state.sequence} 条对不上：它或它前面的留痕被改过。请保留现场并报告负责人。
                </Notice>
              ),
          };
        },
      },
    ],
  });
}

const auditSheet: Sheet = {
  name: 'audit',
  title: '审计留痕',
  needs: 'audit.export',
  columns: ['序号', '时间', '谁', '做了什么', '对象', '详情', '校验值'],
  async *rows({ read, from, to }) {
    const [start, end] = [startOfDay(from).toISOString(), endOfDay(to).toISOString()];
    for (let after = 0; ; ) {
      const rows = await read
        .selectFrom('audit')
        .selectAll()
        .where('sequence', '>', after)
        .where('at', '>=', start)
        .where('at', '<', end)
        .orderBy('sequence')
        .limit(2_000)
        .execute();
      for (const row of rows)
        yield [
          String(row.sequence),
          sayMoment(new Date(row.at)),
          row.actor,
          row.action,
          row.subject,
          row.detail,
          row.hash,
        ];
      const last = rows.at(-1);
      if (!last) return;
      after = last.sequence;
    }
  },
};
