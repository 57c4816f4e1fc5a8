import type { Sheet, SheetRequest } from '../../../casework/sheet.js';
import { sayMoment } from '../../../lib/calendar.js';
import { maskPersonalData } from '../../../lib/personal-data.js';
import type { QuestionTables } from '../records.js';
import { statusNames } from './counts.js';
import { bounds } from './queries.js';

const PIECE = 1_000;

/** 居民提问: words masked once more; who asked is not in it. */
export const questionSheet: Sheet = {
  name: 'questions',
  title: '居民提问',
  needs: 'questions.export',
  columns: ['时间', '渠道', '问题', '结果', '回答', '依据', '有用', '没用', '没用的原因'],
  async *rows(request) {
    let after = { at: bounds(request)[0], id: '' };
    for (;;) {
      const rows = await piece(request, after);
      const marks = await marksOf(request, rows);
      for (const row of rows) yield cells(row, marks.get(row.id) ?? []);
      const last = rows.at(-1);
      if (!last || rows.length < PIECE) return;
      after = last;
    }
  },
};

/** The next thousand after a row, by key. */
function piece({ read, from, to }: SheetRequest, after: { readonly at: string; readonly id: string }) {
  return read
    .withTables<QuestionTables>()
    .selectFrom('answers')
    .select(['id', 'at', 'channel', 'question', 'status', 'text', 'citations'])
    .where((is) => is.or([is('at', '>', after.at), is.and([is('at', '=', after.at), is('id', '>', after.id)])]))
    .where('at', '>=', after.at)
    .where('at', '<', bounds({ from, to })[1])
    .orderBy('at')
    .orderBy('id')
    .limit(PIECE)
    .execute();
}

type Row = Awaited<ReturnType<typeof piece>>[number];
interface Mark {
  readonly answer_id: string;
  readonly useful: number;
  readonly reason: string | null;
}

async function marksOf({ read }: SheetRequest, rows: readonly Row[]): Promise<ReadonlyMap<string, readonly Mark[]>> {
  const marks = new Map<string, Mark[]>();
  if (rows.length === 0) return marks;
  const found = await read
    .withTables<QuestionTables>()
    .selectFrom('feedback')
    .select(['answer_id', 'useful', 'reason'])
    .where(
      'answer_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  for (const mark of found) marks.set(mark.answer_id, [...(marks.get(mark.answer_id) ?? []), mark]);
  return marks;
}

function cells({ at, channel, question, status, text, citations }: Row, marks: readonly Mark[]): readonly string[] {
  const cited = JSON.parse(citations) as readonly { readonly title: string; readonly heading: string }[];
  const reasons = marks.flatMap(({ reason }) => reason ?? []);
  return [
    sayMoment(new Date(at)),
    channel,
    question === '' ? '（在保密办理中提问，未保存）' : maskPersonalData(question),
    statusNames[status],
    maskPersonalData(text),
    cited.map(({ title, heading }) => `《${title}》${heading}`).join('；'),
    String(marks.filter(({ useful }) => useful === 1).length),
    String(marks.filter(({ useful }) => useful === 0).length),
    maskPersonalData(reasons.join('；')),
  ];
}
