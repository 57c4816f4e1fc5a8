import type { Sheet, SheetRequest } from '../../casework/sheet.js';
import { channelName } from '../../domain/channel-names.js';
import { endOfDay, sayMoment, startOfDay } from '../../lib/calendar.js';
import { type PutRight, putRightNames, type Verdict, verdictNames } from './cases/states.js';
import { type Level, levelNames } from './levels.js';
import { parseReasons, sayReasons } from './reasons.js';
import type { RatingTables } from './tables.js';

const PIECE = 1_000;

const columns = [
  ...['事项编码', '办件号', '渠道', '评价等级', '评价来源', '原因', '评价时间', '核实结果', '整改措施'],
  ...['整改完成', '回访', '是否逾期'],
];

/** 服务评价: who rated is not in it. */
export const ratingSheet: Sheet = {
  ...{ name: 'ratings', title: '服务评价', needs: 'ratings.export', columns },
  async *rows(request) {
    let after = { rated_at: startOfDay(request.from).toISOString(), id: '' };
    for (;;) {
      const rows = await piece(request, after);
      for (const row of rows) yield cells(row);
      const last = rows.at(-1);
      if (!last || rows.length < PIECE) return;
      after = last;
    }
  },
};

/** The next thousand after a row, by key. */
function piece({ read, to }: SheetRequest, after: { readonly rated_at: string; readonly id: string }) {
  return read
    .withTables<RatingTables>()
    .selectFrom('ratings')
    .leftJoin('service_items', 'service_items.id', 'ratings.item_id')
    .leftJoin('rating_cases', 'rating_cases.rating_id', 'ratings.id')
    .select(['ratings.id', 'ratings.rated_at', 'ratings.at', 'ratings.matter', 'ratings.channel', 'ratings.level'])
    .select(['ratings.source', 'ratings.reasons', 'ratings.reason', 'service_items.number'])
    .select(['rating_cases.verdict', 'measure', 'answered_at', 'put_right', 'late', 'rating_cases.state'])
    .where((is) =>
      is.or([
        is('ratings.rated_at', '>', after.rated_at),
        is.and([is('ratings.rated_at', '=', after.rated_at), is('ratings.id', '>', after.id)]),
      ]),
    )
    .where('ratings.rated_at', '>=', after.rated_at)
    .where('ratings.rated_at', '<', endOfDay(to).toISOString())
    .orderBy('ratings.rated_at')
    .orderBy('ratings.id')
    .limit(PIECE)
    .execute();
}

type Row = Awaited<ReturnType<typeof piece>>[number];

function cells(row: Row): readonly string[] {
  const { matter, number, channel, level, source, reasons, reason, at, verdict, measure } = row;
  const { answered_at: answered, put_right: putRight, late } = row;
  return [
    matter,
    number ?? '',
    channelName(channel),
    levelNames[level as Level],
    source === 'active' ? '主动' : '默认',
    [sayReasons(parseReasons(reasons)), reason ?? ''].filter((text) => text !== '').join('；'),
    sayMoment(new Date(at)),
    verdict ? verdictNames[verdict as Verdict] : '',
    measure ?? '',
    answered ? sayMoment(new Date(answered)) : '',
    putRight ? putRightNames[putRight as PutRight] : '',
    late === null ? '' : late === 1 ? '是' : '否',
  ];
}
