import { defineDesk } from '../../casework/desk.js';
import { exportSheet } from '../../casework/export.js';
import type { Sheet } from '../../casework/sheet.js';
import { spreadsheetTypes } from '../../casework/spreadsheet.js';
import { may, type Permission } from '../../domain/staff.js';
import { chinaDay } from '../../lib/clock.js';
import { YiwenError } from '../../lib/errors.js';
import { Button, Form, Select, TextField } from '../../pages/form.js';
import { Notice } from '../../pages/parts.js';

/** 导出: every sheet that somebody may have, as a table file; each leaves its filter, count and SHA-256 in the audit. */
export function exportDesk(sheets: readonly Sheet[]) {
  const needs: readonly Permission[] = [...new Set(sheets.map(({ needs: one }) => one))];
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
          const today = chinaDay(now);
          return {
            status: 'page',
            title: '导出',
            body: (
              <Form action="/exports/write" class="narrow">
                <Notice>
                  个人信息默认打码，所有单元格都是文字。每次导出都会留痕：谁、什么条件、多少行、文件校验值。
                </Notice>
                <Select
                  name="sheet"
                  label="导出什么"
                  value={query.sheet ?? ''}
                  options={mine.map(({ name, title }) => ({ value: name, label: title }))}
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
            ),
          };
        },
      },
      {
        method: 'POST',
        path: '/write',
        needs,
        proved: true,
        async handle({ form, member, keyring, now, store }) {
          const sheet = sheets.find(({ name }) => name === form.text('sheet'));
          if (!sheet) throw new YiwenError('export.unknown-sheet', '没有这张表', '请从列表里选');
          const format = form.text('format') === 'csv' ? 'csv' : 'xlsx';
          const order = { from: form.text('from'), to: form.text('to'), format, reason: form.text('reason') } as const;
          const { name, bytes } = await exportSheet(sheet, order, { store, member, keyring, now });
          return { status: 'file', name, bytes, type: spreadsheetTypes[format] };
        },
      },
    ],
  });
}
