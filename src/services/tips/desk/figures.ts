import type { Figure, FigurePart, Period } from '../../../casework/figure.js';
import { shownCount } from '../../../storage/day-count.js';
import { sumDays } from '../../../storage/day-counts.js';
import type { Reader } from '../../../storage/store.js';
import { type TipCount, tipCounts } from '../counts.js';
import { sayKind } from '../pages/words.js';
import { outcomeNames, stateNames, type TipState } from '../states.js';

const chapter = '举报线索';

interface Told {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
}

/** Reads the counts of a period as figures, each with its query. */
function counting(read: Reader, period: Period) {
  const query = (count: TipCount) => shownCount(tipCounts.counts[count], period);
  const rows = <Row>(count: TipCount) => sumDays<Row, TipCount>(read, tipCounts, count, period);
  return {
    async single(told: Told, count: TipCount, scale = 1): Promise<Figure> {
      const [row] = await rows<{ value: number }>(count);
      return { ...told, chapter, value: (row?.value ?? 0) / scale, query: query(count) };
    },

    /** Parts with their sum. */
    async parted(told: Told, chart: 'bar' | 'pie', count: TipCount, { order, say }: Parting): Promise<Figure> {
      const parts: FigurePart[] = [...(await rows<Part>(count))]
        .sort(order)
        .map(({ label, value }) => ({ label: say(label), value }));
      const value = parts.reduce((sum, part) => sum + part.value, 0);
      return { ...told, chapter, value, query: query(count), parts, chart };
    },

    /** A part in a hundred of a whole; undefined of nothing. */
    async share(told: Omit<Told, 'unit'>, count: TipCount): Promise<Figure> {
      const [{ part, whole } = { part: 0, whole: 0 }] = await rows<{ part: number; whole: number }>(count);
      const value = whole === 0 ? undefined : Math.round((part / whole) * 1_000) / 10;
      return { ...told, unit: '%', chapter, value, query: query(count) };
    },
  };
}

interface Part {
  readonly label: string | null;
  readonly value: number;
}

interface Parting {
  readonly order: (one: Part, other: Part) => number;
  readonly say: (label: string | null) => string;
}

const byLabel = (one: Part, other: Part) => ((one.label ?? '') < (other.label ?? '') ? -1 : 1);
const byValue = (one: Part, other: Part) => other.value - one.value || byLabel(one, other);

/** What yearly reports say of fraud tips. */
export async function tipFigures(read: Reader, period: Period): Promise<readonly Figure[]> {
  return [
    ...(await receivedFigures(read, period)),
    ...(await workedFigures(read, period)),
    ...(await paidFigures(read, period)),
  ];
}

async function receivedFigures(read: Reader, period: Period): Promise<Figure[]> {
  const { single, parted, share } = counting(read, period);
  const when = '受理日（北京时间）在期内';
  return [
    await single(
      { id: 'tips.received', title: '受理举报线索', unit: '件', definition: `${when}的举报，含后来并案的重复举报。` },
      'received',
    ),
    await parted(
      {
        id: 'tips.by-kind',
        title: '按行为类别',
        unit: '件',
        definition: `${when}的举报，按行为类别；没有归类的单列。`,
      },
      'bar',
      'kinds',
      { order: byValue, say: sayKind },
    ),
    await parted(
      { id: 'tips.by-state', title: '按办理状态', unit: '件', definition: `${when}的举报，按统计时的状态。` },
      'bar',
      'states',
      { order: byValue, say: (state) => stateNames[state as TipState] ?? '其他' },
    ),
    await share(
      {
        id: 'tips.named-share',
        title: '留有联系方式的比例',
        definition: `${when}的举报中，举报人留了联系方式的占比。`,
      },
      'named',
    ),
    await single(
      { id: 'tips.duplicates', title: '并案的重复举报', unit: '件', definition: `${when}、并入先收到的举报的。` },
      'duplicates',
    ),
  ];
}

async function workedFigures(read: Reader, period: Period): Promise<Figure[]> {
  const { single, parted, share } = counting(read, period);
  return [
    await single({ id: 'tips.filed', title: '立案', unit: '件', definition: '期内决定立案的举报。' }, 'filed'),
    await single(
      { id: 'tips.not-filed', title: '不予立案', unit: '件', definition: '期内决定不予立案的举报。' },
      'notFiled',
    ),
    await parted(
      {
        id: 'tips.concluded',
        title: '作出结论',
        unit: '件',
        definition: '期内作出结论的举报，按属实、部分属实、不属实。',
      },
      'pie',
      'concluded',
      { order: byLabel, say: (outcome) => outcomeNames[outcome as keyof typeof outcomeNames] ?? '其他' },
    ),
    await single(
      {
        id: 'tips.case-value',
        title: '查实涉及金额',
        unit: '元',
        definition: '期内作出结论的举报记录的涉及金额之和。',
      },
      'caseValue',
      100,
    ),
    await single(
      { id: 'tips.recovered', title: '追回金额', unit: '元', definition: '期内作出结论的举报记录的追回金额之和。' },
      'recovered',
      100,
    ),
    await share(
      {
        id: 'tips.verified-on-time',
        title: '按期核查率',
        definition: '期内停止计算的核查期限中，停止日不晚于期限（含批准的延期）的占比。',
      },
      'verifiedOnTime',
    ),
    await share(
      {
        id: 'tips.told-on-time',
        title: '按期告知率',
        definition: '期内停止计算的告知期限（只对留了联系方式的举报人计算）中，不晚于期限的占比。',
      },
      'toldOnTime',
    ),
  ];
}

async function paidFigures(read: Reader, period: Period): Promise<Figure[]> {
  const { single } = counting(read, period);
  return [
    await single(
      { id: 'tips.rewards', title: '发放举报奖励', unit: '件', definition: '期内发放了奖励的举报。' },
      'rewards',
    ),
    await single(
      { id: 'tips.reward-sum', title: '发放奖励金额', unit: '元', definition: '期内发放的奖励金额之和。' },
      'rewardSum',
      100,
    ),
  ];
}
