import { type DeskReply, type DeskRequest, defineDesk } from '../../casework/desk.js';
import { type Exported, exportSheet } from '../../casework/export.js';
import { createJobs } from '../../casework/jobs.js';
import type { Sheet } from '../../casework/sheet.js';
import { spreadsheetTypes } from '../../casework/spreadsheet.js';
import { may, type Permission } from '../../domain/staff.js';
import { chinaDay } from '../../lib/clock.js';
import { YiwenError } from '../../lib/errors.js';
import { Button, Form, Select, TextField } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { Facts, Notice } from '../../pages/parts.js';

/** A file waits this long to be taken, in memory only. */
const KEPT_MS = 3_600_000;
/** What is written within this time is handed out at once. */
const AT_ONCE_MS = 3_000;

/** 导出: every sheet that somebody may have, as a table file; each leaves its filter, count and SHA-256 in the audit. */
export function exportDesk(sheets: readonly Sheet[]) {
  const needs: readonly Permission[] = [...new Set(sheets.map(({ needs: one }) => one))];
  const jobs = createJobs<Exported>(KEPT_MS);

  async function write(request: DeskRequest): Promise<DeskReply> {
    const { form, member, keyring, now, store } = request;
    const sheet = sheets.find(({ name }) => name === form.text('sheet'));
    if (!sheet) throw new YiwenError('export.unknown-sheet', '没有这张表', '请从列表里选');
    const format = form.text('format') === 'csv' ? 'csv' : 'xlsx';
    const order = { from: form.text('from'), to: form.text('to'), format, reason: form.text('reason') } as const;
    const { id } = jobs.start(member.id, `导出${sheet.title}`, (say) => {
      const onRows = (written: number) => say(`已写 ${written} 行`);
      return exportSheet(sheet, order, { store, member, keyring, now, onRows });
    });
    await jobs.settled(id, AT_ONCE_MS);
    const { outcome } = jobs.of(member.id, id);
    if (outcome.status === 'running') return { status: 'go', to: `/exports/jobs/${id}` };
    return handOut(request, id);
  }

  async function progress({ member, params }: DeskRequest): Promise<DeskReply> {
    const { id, title, said, outcome } = jobs.of(member.id, params.id ?? '');
    if (outcome.status === 'running')
      return {
        ...{ status: 'page', title, again: 2 },
        body: <Notice>{said}……这一页会自己刷新，可以离开，回来再看。</Notice>,
      };
    if (outcome.status === 'failed') return failed(id, outcome.error);
    return { status: 'page', title, body: <Written id={id} exported={outcome.result} /> };
  }

  async function handOut({ member, params }: DeskRequest, id = params.id ?? ''): Promise<DeskReply> {
    const { outcome } = jobs.of(member.id, id);
    if (outcome.status === 'failed') return failed(id, outcome.error);
    if (outcome.status === 'running') return { status: 'go', to: `/exports/jobs/${id}` };
    jobs.drop(id);
    const { name, bytes } = outcome.result;
    const format = name.endsWith('.csv') ? 'csv' : 'xlsx';
    return { status: 'file', name, bytes, type: spreadsheetTypes[format] };
  }

  function failed(id: string, error: unknown): never {
    jobs.drop(id);
    throw error;
  }

  return defineDesk({
    name: 'exports',
    title: '导出',
    sees: needs,
    routes: [
      {
        method: 'GET',
        path: '/',
        needs,
        async handle({ member, now, query }) {
          const mine = sheets.filter((sheet) => may(member, sheet.needs));
          const body = <OrderForm sheets={mine} chosen={query.sheet ?? ''} today={chinaDay(now)} />;
          return { status: 'page', title: '导出', body };
        },
      },
      { method: 'POST', path: '/write', needs, proved: true, handle: write },
      { method: 'GET', path: '/jobs/:id', needs, handle: progress },
      { method: 'POST', path: '/jobs/:id/take', needs, handle: (request) => handOut(request) },
    ],
  });
}

interface OrderFormProps {
  readonly sheets: readonly Sheet[];
  readonly chosen: string;
  readonly today: string;
}

function OrderForm({ sheets, chosen, today }: OrderFormProps): Markup {
  return (
    <Form action="/exports/write" class="narrow">
      <Notice>个人信息默认打码，所有单元格都是文字。每次导出都会留痕：谁、什么条件、多少行、文件校验值。</Notice>
      <Select
        name="sheet"
        label="导出什么"
        value={chosen}
        options={sheets.map(({ name, title, approval }) => ({
          value: name,
          label: approval ? `${title}（要先经另一人批准）` : title,
        }))}
      />
      <TextField name="from" label="从" type="date" value={`${today.slice(0, 4)}-01-01`} required />
      <TextField name="to" label="到" type="date" value={today} required />
      <Select
        name="format"
        label="格式"
        options={[
          { value: 'xlsx', label: 'Excel（xlsx）' },
          { value: 'csv', label: 'CSV' },
        ]}
      />
      <TextField name="reason" label="原因" hint="例如：报送一季度线索统计" required most={300} />
      <Button>导出</Button>
    </Form>
  );
}

function Written({ id, exported }: { readonly id: string; readonly exported: Exported }): Markup {
  return (
    <>
      <Facts
        facts={[
          ['文件', exported.name],
          ['行数', exported.rows],
          ['校验值 SHA-256', <code>{exported.sha256}</code>],
        ]}
      />
      <Form action={`/exports/jobs/${id}/take`}>
        <p class="about">文件只能取一次，一小时内没有取就删除。</p>
        <Button>下载</Button>
      </Form>
    </>
  );
}
