import { defineDesk } from '../../casework/desk.js';
import { sayMoment } from '../../lib/calendar.js';
import { Button, Filter, Form, TextField } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { Notice } from '../../pages/parts.js';
import { Pager, pagingOf, Table } from '../../pages/table.js';
import { type AuditHead, type AuditState, auditRows, countAudit, verifyAudit } from '../../storage/audit.js';
import { auditFigures } from './audit-figures.js';
import { auditSheet } from './audit-sheet.js';

/** 审计: every reading of a sealed thing, every step, export and sign-in, in a chain that shows a change. */
export function auditDesk(heads: () => Promise<readonly AuditHead[]> = async () => []) {
  const needs = 'audit.read';
  return defineDesk({
    name: 'audit',
    title: '审计',
    sees: [needs],
    sheets: [auditSheet],
    figures: auditFigures,
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
          const noted = await heads();
          const state = await verifyAudit(store.read, noted);
          return { status: 'page', title: '核对留痕', body: <Verified state={state} noted={noted.length} /> };
        },
      },
    ],
  });
}

function Verified({ state, noted }: { readonly state: AuditState; readonly noted: number }): Markup {
  if (state.status === 'whole')
    return (
      <Notice tone="good">
        {state.rows} 条留痕前后相接，没有改动，和每天记下的 {noted} 个校验值也对得上。末条校验值{' '}
        <code>{state.head}</code>，请抄到系统以外保存：连记录文件一起被换掉时，只有这样才看得出来。
      </Notice>
    );
  return (
    <Notice tone="late">
      {state.status === 'broken'
        ? `第 ${state.sequence} 条对不上：它或它前面的留痕被改过、删过或插过。`
        : `末尾的留痕被截去了：记下过 ${state.noted} 条，现在只有 ${state.rows} 条。`}
      请保留现场并报告负责人。
    </Notice>
  );
}
