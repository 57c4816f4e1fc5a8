import type { Figure, FigurePart, Period } from '../../../casework/figure.js';
import { publishable, publishableShare } from '../../../casework/suppress.js';
import { channelName } from '../../../domain/channel-names.js';
import type { Reader } from '../../../storage/store.js';
import { levelNames, levels } from '../levels.js';
import { reasonNames } from '../reasons.js';
import { matterName, type RatingSettings } from '../settings.js';
import { countBy, countCases, countItems, countLevels, countReasons, countSilent, share, total } from './counts.js';
import { type QueryName, shownQuery } from './queries.js';

const chapter = '政务服务好差评';

interface Told {
  readonly id: string;
  readonly title: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly definition: string;
  readonly by: QueryName;
  readonly parts?: readonly FigurePart[];
  readonly chart?: 'bar' | 'line' | 'pie';
}

/** The figures of a public report: shares over fewer than five and cells of 1 to 4 are left out. */
export async function ratingFigures(
  read: Reader,
  period: Period,
  settings: RatingSettings,
): Promise<readonly Figure[]> {
  const told = [
    ...(await ratingNumbers(read, period)),
    ...(await caseNumbers(read, period)),
    ...(await breakdowns(read, period, settings)),
  ];
  return told.map(({ by, ...figure }) => ({ ...figure, chapter, query: shownQuery(by, period) }));
}

const percent = (part: number, whole: number) => publishableShare(share(part, whole), whole);

async function ratingNumbers(read: Reader, period: Period): Promise<readonly Told[]> {
  const { raw, adjusted } = await countLevels(read, period);
  const items = await countItems(read, period);
  const active = total(raw);
  const rate = (id: string, title: string, least: 3 | 4, counts: typeof raw, which: string): Told => ({
    ...{ id, title, unit: '%', by: 'levels', value: percent(total(counts, least), total(counts)) },
    definition: `${least}至5级的主动评价 ÷ 主动评价（${which}）。默认评价不算。主动评价少于5件时不公布。`,
  });
  const all = '未剔除，原始口径';
  const left = '剔除经第二人复核的误评和恶意评价后';
  return [
    {
      ...{ id: 'ratings.finished', title: '办结的服务', value: items.finished, unit: '件', by: 'items' },
      definition: '期内正常办结、可以评价的服务；自动关闭和没办成的不算。',
    },
    {
      ...{ id: 'ratings.active', title: '主动评价', value: active, unit: '件', by: 'levels' },
      definition: '居民自己给出的评价，一次服务一件；改过的按最后一次算。',
      ...{ parts: levelParts(raw), chart: 'bar' as const },
    },
    {
      ...{ id: 'ratings.silent', title: '默认评价', value: await countSilent(read, period), unit: '件', by: 'silent' },
      definition: '到期没有评价、按要求记为默认的，单独列出，不计入任何比率。',
    },
    {
      ...{ id: 'ratings.participation', title: '主动评价率', unit: '%', by: 'items' },
      value: percent(items.rated, items.finished),
      definition: '期内办结的服务中有主动评价的 ÷ 期内办结的服务。',
    },
    rate('ratings.good', '好评率（3—5级）', 3, adjusted, left),
    rate('ratings.good-raw', '好评率（3—5级，原始）', 3, raw, all),
    rate('ratings.very-good', '好评率（4—5级）', 4, adjusted, left),
    rate('ratings.very-good-raw', '好评率（4—5级，原始）', 4, raw, all),
  ];
}

const levelParts = (counts: Readonly<Record<1 | 2 | 3 | 4 | 5, number>>): readonly FigurePart[] =>
  publishable(levels.map((level) => ({ label: levelNames[level], value: counts[level] })));

async function caseNumbers(read: Reader, period: Period): Promise<readonly Told[]> {
  const counts = await countCases(read, period);
  const { opened, valid, rectified, answered, inTime, ended, revisited, mistaken, malicious } = counts;
  const excluded = [
    { label: '误评', value: mistaken },
    { label: '恶意评价', value: malicious },
  ];
  const number = (id: string, title: string, value: number, definition: string): Told => ({
    ...{ id, title, value, unit: '件', by: 'cases', definition },
  });
  const rate = (id: string, title: string, part: number, whole: number, definition: string): Told => ({
    ...{ id, title, value: percent(part, whole), unit: '%', by: 'cases', definition },
  });
  return [
    number('ratings.bad', '差评', opened, '期内新增的不满意和非常不满意评价，各立一件核实。'),
    number('ratings.bad-valid', '核实属实的差评', valid, '期内新增差评中，核实结果为属实的。'),
    {
      ...number('ratings.excluded', '剔除的差评', mistaken + malicious, '核实为误评或恶意、并经第二人复核同意的。'),
      parts: publishable(excluded),
    },
    rate('ratings.rectified', '整改率', rectified, valid, '属实且已整改并答复的差评 ÷ 属实的差评。'),
    rate('ratings.in-time', '按时率', inTime, ended, '没有一步超期的已答复差评 ÷ 已答复或已超期的差评。'),
    rate('ratings.revisited', '回访率', revisited, answered, '已回访的差评 ÷ 已答复的差评。'),
  ];
}

async function breakdowns(read: Reader, period: Period, settings: RatingSettings): Promise<readonly Told[]> {
  const { picked, ownWords } = await countReasons(read, period);
  const reasonParts = [
    ...picked.map(({ reason, count }) => ({ label: reasonNames[reason], value: count })),
    { label: '自己写的原因', value: ownWords },
  ];
  const by = async (grouping: 'matter' | 'channel', name: (key: string) => string) => {
    const cells = await countBy(read, grouping, period);
    return publishable(cells.map(({ key, active }) => ({ label: name(key ?? ''), value: active })));
  };
  const table = (id: string, title: string, query: QueryName, parts: readonly FigurePart[]): Told => ({
    ...{ id, title, unit: '件', by: query, parts, chart: 'bar' },
    value: parts.reduce((sum, { value }) => sum + value, 0),
    definition: '主动评价按类列出；1至4件的类不公布，只剩一类不公布时再略去最小的一类。合计为公布部分之和。',
  });
  return [
    table('ratings.by-matter', '按事项的评价', 'matter', await by('matter', (code) => matterName(settings, code))),
    table('ratings.by-channel', '按渠道的评价', 'channel', await by('channel', channelName)),
    table('ratings.reasons', '差评的原因', 'reasons', publishable(reasonParts)),
  ];
}
