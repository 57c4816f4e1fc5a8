import type { CompiledQuery } from 'kysely';
import type { Figure, FigurePart, Period } from '../../../casework/figure.js';
import { endOfDay, startOfDay } from '../../../lib/calendar.js';
import type { Reader } from '../../../storage/store.js';
import { sayKind } from '../pages/words.js';
import { outcomeNames, stateNames, type TipState } from '../states.js';
import { cases } from '../work/tables.js';

const chapter = '举报线索';

interface Compiling<Row> {
  compile(): CompiledQuery<Row>;
  execute(): Promise<Row[]>;
}

/** The query with its values in it, so that anybody can run it again. */
function textOf(query: Pick<Compiling<unknown>, 'compile'>): string {
  const { sql, parameters } = query.compile();
  let next = 0;
  return sql.replaceAll('?', () => {
    const value = parameters[next++];
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  });
}

interface Told {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
}

/** One number: the first column of the only row. */
async function single(
  told: Told,
  query: Compiling<{ value: number | string | bigint | null }>,
  scale = 1,
): Promise<Figure> {
  const [row] = await query.execute();
  return { ...told, chapter, value: Number(row?.value ?? 0) / scale, query: textOf(query) };
}

/** Parts with their sum. */
async function parted(
  told: Told,
  chart: 'bar' | 'pie',
  query: Compiling<{ label: string | null; value: number | string | bigint }>,
  say: (label: string | null) => string,
): Promise<Figure> {
  const rows = await query.execute();
  const parts: FigurePart[] = rows.map(({ label, value }) => ({ label: say(label), value: Number(value) }));
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  return { ...told, chapter, value, query: textOf(query), parts, chart };
}

/** A part in a hundred of a whole; undefined of nothing. */
async function share(
  told: Omit<Told, 'unit'>,
  query: Compiling<{ part: number | string | bigint | null; whole: number | string | bigint }>,
): Promise<Figure> {
  const [row] = await query.execute();
  const whole = Number(row?.whole ?? 0);
  const value = whole === 0 ? undefined : Math.round((Number(row?.part ?? 0) / whole) * 1_000) / 10;
  return { ...told, unit: '%', chapter, value, query: textOf(query) };
}

/** What yearly reports say of fraud tips. */
export async function tipFigures(read: Reader, period: Period): Promise<readonly Figure[]> {
  return [
    ...(await receivedFigures(read, period)),
    ...(await workedFigures(read, period)),
    ...(await paidFigures(read, period)),
  ];
}

async function receivedFigures(read: Reader, { from, to }: Period): Promise<Figure[]> {
  const received = cases(read)
    .selectFrom('tips')
    .where('received_at', '>=', startOfDay(from).toISOString())
    .where('received_at', '<', endOfDay(to).toISOString());
  const when = '受理日（北京时间）在期内';
  return [
    await single(
      { id: 'tips.received', title: '受理举报线索', unit: '件', definition: `${when}的举报，含后来并案的重复举报。` },
      received.select(({ fn }) => fn.countAll<number>().as('value')),
    ),
    await parted(
      {
        id: 'tips.by-kind',
        title: '按行为类别',
        unit: '件',
        definition: `${when}的举报，按行为类别；没有归类的单列。`,
      },
      'bar',
      received
        .select(['kind as label', ({ fn }) => fn.countAll<number>().as('value')])
        .groupBy('kind')
        .orderBy('value', 'desc')
        .orderBy('kind'),
      sayKind,
    ),
    await parted(
      { id: 'tips.by-state', title: '按办理状态', unit: '件', definition: `${when}的举报，按统计时的状态。` },
      'bar',
      received
        .select(['state as label', ({ fn }) => fn.countAll<number>().as('value')])
        .groupBy('state')
        .orderBy('value', 'desc')
        .orderBy('state'),
      (state) => stateNames[state as TipState] ?? '其他',
    ),
    await share(
      {
        id: 'tips.named-share',
        title: '留有联系方式的比例',
        definition: `${when}的举报中，举报人留了联系方式的占比。`,
      },
      received.select(({ fn }) => [fn.sum<number>('named').as('part'), fn.countAll<number>().as('whole')]),
    ),
    await single(
      { id: 'tips.duplicates', title: '并案的重复举报', unit: '件', definition: `${when}、并入先收到的举报的。` },
      received.where('original', 'is not', null).select(({ fn }) => fn.countAll<number>().as('value')),
    ),
  ];
}

async function workedFigures(read: Reader, { from, to }: Period): Promise<Figure[]> {
  const filed = cases(read).selectFrom('tips').where('filed_on', '>=', from).where('filed_on', '<=', to);
  const concluded = cases(read).selectFrom('tips').where('concluded_on', '>=', from).where('concluded_on', '<=', to);
  const done = (kind: 'verify' | 'tell') =>
    cases(read)
      .selectFrom('tip_clocks')
      .where('kind', '=', kind)
      .where('running', '=', 0)
      .where('done_on', '>=', from)
      .where('done_on', '<=', to)
      .select(({ fn, eb }) => [
        fn.sum<number>(eb.case().when('done_on', '<=', eb.ref('due_on')).then(1).else(0).end()).as('part'),
        fn.countAll<number>().as('whole'),
      ]);
  const count = (query: typeof filed) => query.select(({ fn }) => fn.countAll<number>().as('value'));
  return [
    await single(
      { id: 'tips.filed', title: '立案', unit: '件', definition: '期内决定立案的举报。' },
      count(filed.where('filing', '=', 'filed')),
    ),
    await single(
      { id: 'tips.not-filed', title: '不予立案', unit: '件', definition: '期内决定不予立案的举报。' },
      count(filed.where('filing', '=', 'not-filed')),
    ),
    await parted(
      {
        id: 'tips.concluded',
        title: '作出结论',
        unit: '件',
        definition: '期内作出结论的举报，按属实、部分属实、不属实。',
      },
      'pie',
      concluded
        .select(['outcome as label', ({ fn }) => fn.countAll<number>().as('value')])
        .groupBy('outcome')
        .orderBy('outcome'),
      (outcome) => outcomeNames[outcome as keyof typeof outcomeNames] ?? '其他',
    ),
    await single(
      {
        id: 'tips.case-value',
        title: '查实涉及金额',
        unit: '元',
        definition: '期内作出结论的举报记录的涉及金额之和。',
      },
      concluded.select(({ fn }) => fn.sum<number>('case_value').as('value')),
      100,
    ),
    await single(
      { id: 'tips.recovered', title: '追回金额', unit: '元', definition: '期内作出结论的举报记录的追回金额之和。' },
      concluded.select(({ fn }) => fn.sum<number>('recovered').as('value')),
      100,
    ),
    await share(
      {
        id: 'tips.verified-on-time',
        title: '按期核查率',
        definition: '期内停止计算的核查期限中，停止日不晚于期限（含批准的延期）的占比。',
      },
      done('verify'),
    ),
    await share(
      {
        id: 'tips.told-on-time',
        title: '按期告知率',
        definition: '期内停止计算的告知期限（只对留了联系方式的举报人计算）中，不晚于期限的占比。',
      },
      done('tell'),
    ),
  ];
}

async function paidFigures(read: Reader, { from, to }: Period): Promise<Figure[]> {
  const paid = cases(read).selectFrom('tips').where('paid_on', '>=', from).where('paid_on', '<=', to);
  return [
    await single(
      { id: 'tips.rewards', title: '发放举报奖励', unit: '件', definition: '期内发放了奖励的举报。' },
      paid.select(({ fn }) => fn.countAll<number>().as('value')),
    ),
    await single(
      { id: 'tips.reward-sum', title: '发放奖励金额', unit: '元', definition: '期内发放的奖励金额之和。' },
      paid.select(({ fn }) => fn.sum<number>('reward').as('value')),
      100,
    ),
  ];
}
