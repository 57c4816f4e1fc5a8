import type { Sheet } from '../../casework/sheet.js';
import { sayMoment } from '../../lib/calendar.js';
import { allAccounts } from '../../staff/account-tables.js';
import { closedNames } from './pages/queue-page.js';
import type { HandoffTables } from './tables.js';

const PIECE = 1_000;

/** Who waited how long and how it ended; nothing of what was said. */
export const handoffSheet: Sheet = {
  ...{ name: 'handoffs', title: '人工服务', needs: 'registrations.export' },
  columns: [
    '编号',
    '渠道',
    '转人工时间',
    '接入时间',
    '等待秒数',
    '结束时间',
    '接待人',
    '结果',
    '居民说了几句',
    '工作人员说了几句',
  ],
  async *rows({ read, from, to }) {
    const names = new Map((await allAccounts(read)).map(({ id, name }) => [id, name]));
    for (let after = { day: from, id: '' }; ; ) {
      const rows = await read
        .withTables<HandoffTables>()
        .selectFrom('handoffs')
        .selectAll()
        .select((row) => [
          row
            .selectFrom('handoff_messages')
            .whereRef('handoff_id', '=', 'handoffs.id')
            .where('speaker', '=', 'resident')
            .select(({ fn }) => fn.countAll().as('rows'))
            .as('theirs'),
          row
            .selectFrom('handoff_messages')
            .whereRef('handoff_id', '=', 'handoffs.id')
            .where('speaker', '!=', 'resident')
            .select(({ fn }) => fn.countAll().as('rows'))
            .as('ours'),
        ])
        .where('asked_day', '>=', after.day)
        .where('asked_day', '<=', to)
        .where((row) => row.or([row('asked_day', '>', after.day), row('handoffs.id', '>', after.id)]))
        .orderBy('asked_day')
        .orderBy('handoffs.id')
        .limit(PIECE)
        .execute();
      for (const row of rows)
        yield [
          row.number,
          row.channel,
          sayMoment(new Date(row.asked_at)),
          row.taken_at ? sayMoment(new Date(row.taken_at)) : '',
          row.taken_at ? String(Math.round((Date.parse(row.taken_at) - Date.parse(row.asked_at)) / 1_000)) : '',
          row.ended_at ? sayMoment(new Date(row.ended_at)) : '',
          row.taken_by ? (names.get(row.taken_by) ?? '已离开') : '',
          row.closed ? closedNames[row.closed] : row.state === 'WAITING' ? '排队' : '对话中',
          String(row.theirs ?? 0),
          String(row.ours ?? 0),
        ];
      const last = rows.at(-1);
      if (!last || rows.length < PIECE) return;
      after = { day: last.asked_day, id: last.id };
    }
  },
};
