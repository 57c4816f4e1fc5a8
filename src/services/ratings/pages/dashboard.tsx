import type { Period } from '../../../casework/figure.js';
import { channelName } from '../../../domain/channel-names.js';
import { chartFigure } from '../../../pages/chart.js';
import { Filter, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Cards, NumberCard, Section, Unverified } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import type { Reader } from '../../../storage/store.js';
import {
  type CaseCounts,
  type Cell,
  countBy,
  countCases,
  countItems,
  countLevels,
  countReasons,
  type ItemCounts,
  type LevelCounts,
  share,
  total,
} from '../figures/counts.js';
import { levelNames, levels } from '../levels.js';
import { reasonNames } from '../reasons.js';
import { matterName, type RatingSettings } from '../settings.js';
import { type Names, nameOf } from './frame.js';

export interface Waiting {
  readonly first: number;
  readonly late: number;
  readonly open: number;
}

interface Board {
  readonly period: Period;
  readonly waiting: Waiting;
  readonly counts: LevelCounts;
  readonly items: ItemCounts;
  readonly cases: CaseCounts;
  readonly staff: readonly Cell[];
  readonly charts: readonly Markup[];
}

const percent = (value: number | undefined) => (value === undefined ? '无' : `${value}%`);

/** Counts everything and draws the charts: a page is drawn in one go. */
export async function readBoard(
  read: Reader,
  period: Period,
  waiting: Waiting,
  { settings, names }: { readonly settings: RatingSettings; readonly names: Names },
): Promise<Board> {
  const counts = await countLevels(read, period);
  const items = await countItems(read, period);
  const cases = await countCases(read, period);
  const days = await countBy(read, 'day', period);
  const matters = await countBy(read, 'matter', period);
  const channels = await countBy(read, 'channel', period);
  const staff = (await countBy(read, 'staff', period)).filter(({ key }) => key !== null);
  const { picked, ownWords } = await countReasons(read, period);
  const bar = { kind: 'bar', unit: '件' } as const;
  const cells = (title: string, shown: readonly Cell[], name: (key: string) => string) =>
    chartFigure({
      ...{ ...bar, title, labels: shown.map(({ key }) => name(key ?? '')) },
      series: [
        { name: '主动评价', values: shown.map(({ active }) => active) },
        { name: '差评', values: shown.map(({ bad }) => bad) },
      ],
    });
  const charts = [
    await chartFigure({
      ...{ ...bar, title: '评价等级分布', labels: levels.map((level) => levelNames[level]) },
      series: [
        { name: '原始', values: levels.map((level) => counts.raw[level]) },
        { name: '剔除后', values: levels.map((level) => counts.adjusted[level]) },
      ],
    }),
    await chartFigure({
      ...{ kind: 'line', unit: '件', title: '每日评价', labels: days.map(({ key }) => (key ?? '').slice(5)) },
      series: [
        { name: '主动评价', values: days.map(({ active }) => active) },
        { name: '差评', values: days.map(({ bad }) => bad) },
      ],
    }),
    await cells('按事项', matters, (code) => matterName(settings, code)),
    await cells('按渠道', channels, channelName),
    await cells('按人员', staff.slice(0, MOST_STAFF), (id) => nameOf(names, id)),
    await chartFigure({
      ...{ ...bar, title: '差评原因', labels: [...picked.map(({ reason }) => reasonNames[reason]), '自己写的'] },
      series: [{ name: '差评', values: [...picked.map(({ count }) => count), ownWords] }],
    }),
    await chartFigure({
      ...{ ...bar, title: '从邀评到改好', labels: ['办结', '邀评', '评价', '差评', '改好'] },
      series: [{ name: '服务', values: [items.finished, items.invited, items.rated, items.bad, items.putRight] }],
    }),
  ];
  return { period, waiting, counts, items, cases, staff, charts };
}

/** More bars than this cannot be told apart; the table below has everybody. */
const MOST_STAFF = 20;

/** Numbers first, then what changes over time and how it is shared out. */
export function Dashboard({ board, names }: { readonly board: Board; readonly names: Names }): Markup {
  const { period, waiting, counts, items, cases, staff, charts } = board;
  const { raw, adjusted } = counts;
  const good = (least: 3 | 4, of: typeof raw) => percent(share(total(of, least), total(of)));
  return (
    <>
      <Cards>
        <NumberCard
          title="待联系"
          value={String(waiting.first)}
          tone={waiting.first > 0 ? 'soon' : 'calm'}
          href="/ratings/cases?view=first"
        />
        <NumberCard
          title="已超期"
          value={String(waiting.late)}
          tone={waiting.late > 0 ? 'late' : 'calm'}
          href="/ratings/cases?view=late"
        />
        <NumberCard title="在办差评" value={String(waiting.open)} href="/ratings/cases" />
      </Cards>
      <Filter action="/ratings">
        <TextField name="from" label="从" type="date" value={period.from} />
        <TextField name="to" label="到" type="date" value={period.to} />
      </Filter>
      <Cards>
        <NumberCard title="主动评价" value={String(total(raw))} note="件，默认评价不算" />
        <NumberCard title="好评率（3—5级）" value={good(3, adjusted)} note={`剔除前 ${good(3, raw)}`} />
        <NumberCard title="好评率（4—5级）" value={good(4, adjusted)} note={`剔除前 ${good(4, raw)}`} />
        <NumberCard
          title="主动评价率"
          value={percent(share(items.rated, items.finished))}
          note={`办结 ${items.finished} 件`}
        />
        <NumberCard
          title="整改率"
          value={percent(share(cases.rectified, cases.valid))}
          note={`属实 ${cases.valid} 件`}
        />
        <NumberCard
          title="按时率"
          value={percent(share(cases.inTime, cases.ended))}
          note={`新增差评 ${cases.opened} 件`}
        />
        <NumberCard
          title="回访率"
          value={percent(share(cases.revisited, cases.answered))}
          note={`答复 ${cases.answered} 件`}
        />
      </Cards>
      <p class="hint">
        办理期限按本单位配置计算 <Unverified />
        ；各指标的口径和查询见<a href={`/ratings/figures?from=${period.from}&to=${period.to}`}>「指标口径」</a>。
      </p>
      <div class="charts">{charts}</div>
      <Section title="按人员">
        <Table
          caption="按人员"
          rows={staff}
          empty="这段时间没有对具体人员的评价。"
          columns={[
            { title: '人员', cell: ({ key }) => nameOf(names, key) },
            { title: '主动评价', number: true, cell: ({ active }) => active },
            { title: '差评', number: true, cell: ({ bad }) => bad },
            { title: '好评率', number: true, cell: (cell) => percent(share(cell.countedGood, cell.counted)) },
            { title: '剔除前', number: true, cell: (cell) => percent(share(cell.good, cell.active)) },
          ]}
        />
      </Section>
    </>
  );
}
