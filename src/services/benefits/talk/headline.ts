import { sayPercent, sayYuan } from '../../../lib/money/money.js';
import type { Estimate } from '../estimate/estimate.js';
import type { Reading, Terms } from '../estimate/terms.js';
import type { Variant } from '../estimate/variants.js';
import type { Work } from '../estimate/work.js';
import { type Chosen, type Facts, vocabulary } from '../rules/facts.js';

/** What a work comes to, in a word. */
export function resultOf(work: Work): string {
  switch (work.kind) {
    case 'payment':
      return sayYuan(work.paid);
    case 'rate':
      return sayPercent(work.terms.bands[0].rate);
    case 'allowance':
      return sayYuan(work.paid);
    case 'reward':
      return sayYuan(work.raised);
  }
}

const termsIn = (work: Work): Terms | undefined =>
  work.kind === 'rate' ? work.terms : work.kind === 'payment' ? work.layers[0].terms : undefined;

/** How a variant reads what is open: 降15个百分点, 限额指看病费用. */
export function readingOf({ reading, assumed, result }: Variant<Work>): string {
  return [...readingWords(reading, termsIn(result)), ...assumedWords(assumed)].join('，');
}

function readingWords({ limits, cut, month }: Reading, terms: Terms | undefined): string[] {
  const by = terms?.cut ? sayPercent(terms.cut.by).slice(0, -1) : '';
  return [
    ...(cut ? [cut === 'points' ? `降${by}个百分点` : `按比例降${by}%`] : []),
    ...(limits ? [limits === 'payment' ? '限额指报的钱' : '限额指看病费用'] : []),
    ...(month ? [month === 'thirtieth' ? '一个月按30天' : '一年按365天'] : []),
  ];
}

function assumedWords(assumed: Facts): string[] {
  return Object.entries(assumed).map(([key, value]) => {
    const words: Readonly<Record<string, string>> = vocabulary[key as Chosen];
    return words[String(value)] ?? String(value);
  });
}

const verbs: Readonly<Record<Work['kind'], string>> = {
  payment: '能报',
  rate: '报',
  allowance: '能领',
  reward: '大病保险封顶线能提高',
};

/** The first line: the figure, or every figure with the reading that it is of. */
export function headlineOf({ rule, variants }: Estimate): string {
  const [first, ...rest] = variants;
  const work = first.result;
  const least = (rule.kind === 'payment' && rule.atLeast) || rule.kind === 'reward' ? '至少' : '大约';
  const verb = work.kind === 'reward' ? `${verbs.reward}${least}` : `${least}${verbs[work.kind]}`;
  const results = variants.map(({ result }) => resultOf(result));
  if (rest.length === 0) return `${verb}${results[0]}${ownOf(work)}。`;
  if (new Set(results).size === 1) return `${verb}${results[0]}${ownOf(work)}（几种情况算下来一样）。`;
  return `${verb}${variants.map((variant) => `${resultOf(variant.result)}（${readingOf(variant)}）`).join('，或')}。`;
}

const ownOf = (work: Work): string => (work.kind === 'payment' ? `，自己负担${sayYuan(work.own)}` : '');

const openWords = {
  limits: '限额指报的钱还是看病费用',
  cut: '降的是百分点还是比例',
  month: '月工资怎么折成天',
} as const;

/** What the source does not say, where there are readings for it. */
export function openPoints({ variants }: Estimate): string {
  const points = (['limits', 'cut', 'month'] as const).filter((point) => variants[0].reading[point] !== undefined);
  return points.length > 0 ? `${points.map((point) => openWords[point]).join('、')}，原文没有写明，两种都列。` : '';
}
