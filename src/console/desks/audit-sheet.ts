import type { Sheet } from '../../casework/sheet.js';
import { endOfDay, sayMoment, startOfDay } from '../../lib/calendar.js';

export const auditSheet: Sheet = {
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
