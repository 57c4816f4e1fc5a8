import type { Citation, Reply } from '../../../domain/message.js';
import type { Estimate, Outcome } from '../estimate/estimate.js';
import type { Variant } from '../estimate/variants.js';
import type { Work } from '../estimate/work.js';
import type { RuleFile } from '../rules/rules.js';
import { assumptionsOf } from './assumptions.js';
import { type Citing, citingFrom } from './citing.js';
import { headlineOf, openPoints, readingOf } from './headline.js';
import { linesOf } from './sums.js';

const WINDOW = '以经办窗口核算为准。';
const AGAIN = { label: '再算一笔', text: '帮我算报销' };
const TO_STAFF = { label: '转人工', text: '转人工' };

/** Whose rules they are to the asker. */
export type Belonging = 'own' | 'named' | 'nobody-said';

/** The reply that shows every step; the figure comes first. */
export function answerOf(estimates: readonly [Estimate, ...Estimate[]], belonging: Belonging): Reply {
  let citations: readonly Citation[] = [];
  const texts = estimates.map((each) => {
    const citing = citingFrom(each.file, citations);
    const text = textOf(each, belonging, citing);
    citations = citing.citations();
    return text;
  });
  return { status: 'answered', text: `${texts.join('\n\n')}\n${WINDOW}`, citations, choices: [AGAIN, TO_STAFF] };
}

function textOf(estimate: Estimate, belonging: Belonging, citing: Citing): string {
  const assumptions = assumptionsOf(estimate);
  return [
    headlineOf(estimate),
    placeLine(estimate, belonging),
    ...workings(estimate, citing),
    openPoints(estimate),
    assumptions.length > 0 ? `按这些算：${assumptions.join('；')}。` : '',
    ...estimate.notices.map(({ says, clause }) => `${says}${citing.mark(clause)}。`),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The year that a file's documents report, where they do; else the rule's own first year. */
function yearOf({ file, rule }: Estimate): string {
  const years = new Set(Object.values(file.documents).flatMap(({ year }) => (year ? [year] : [])));
  return years.size === 1 ? `${[...years][0]}年` : `${rule.from.slice(0, 4)}年起`;
}

function placeLine(estimate: Estimate, belonging: Belonging): string {
  const { file, rule } = estimate;
  const title = rule.title.replace(/（.*）$/, '');
  const what = `${yearOf(estimate)}的${title}规定`;
  if (file.fictional) return `这是${file.place}的${title}规定。${file.place}是虚构的，只作演示，不是任何地方的规定。`;
  if (file.place === '全国') return `这是国家${what}。`;
  const place = file.place === '某市' ? '某市（原文未具名）' : file.place;
  return `这是${place}${what}${belonging === 'nobody-said' ? '，不是您所在地的规定' : ''}。`;
}

/** The steps, once where every variant comes about alike, else one line a reading. */
function workings({ variants, facts }: Estimate, citing: Citing): string[] {
  const all = variants.map((variant) => linesOf(variant.result, { ...facts, ...variant.assumed }, citing));
  const [first = [], ...rest] = all;
  if (rest.length === 0) return first.map((line, at) => (at === 0 ? `算法：${line}` : line));
  const shared = sharedStart(all);
  return [
    ...first.slice(0, shared).map((line, at) => (at === 0 ? `算法：${line}` : line)),
    ...all.map((lines, at) => `${labelOf(variants, at)}：${lines.slice(shared).join('；')}`),
  ];
}

function labelOf(variants: readonly Variant<Work>[], at: number): string {
  const variant = variants[at];
  return variant ? readingOf(variant) : '';
}

function sharedStart(all: readonly (readonly string[])[]): number {
  const [first = []] = all;
  const differs = first.findIndex((line, at) => all.some((lines) => lines[at] !== line));
  return Math.min(differs < 0 ? first.length : differs, ...all.map((lines) => lines.length - 1));
}

/** Who pays, where the fund does not. */
export function excludedReply({ file, rule }: Extract<Outcome, { status: 'excluded' }>): Reply {
  const citing = citingFrom(file);
  const marks = rule.clauses.map((clause) => citing.mark(clause)).join('');
  const text = `这种情况医保先不试算：${rule.says}${marks}。\n${WINDOW}`;
  return { status: 'answered', text, citations: citing.citations(), choices: [TO_STAFF] };
}

/** Which rule is missing, what the texts do say of it, and where to ask. No figure is made up. */
export function missingReply(outcome: Extract<Outcome, { status: 'missing' }>, where: string, what: string): Reply {
  const { part, file, nearest, otherDays } = outcome;
  if (part && outcome.unsaid) return unsaidReply(part);
  const subject = file ? placeName(file) : where;
  const lack = part
    ? `没有${part}`
    : otherDays
      ? `没有那一天还有效的${what}规定`
      : `没有${what}的报销规则（起付线、比例、封顶线）`;
  const near = nearest && citingFrom(nearest.file);
  const hint =
    nearest && near
      ? `${nearest.says}：${nearest.clause.quote}${near.mark(clauseId(nearest.file, nearest.clause.quote))}`
      : '';
  return {
    status: 'unsure',
    text: [`算不出来：${subject}${lack}，我不猜数。`, hint, '请问参保地经办窗口，或拨打医保服务热线 12393。']
      .filter(Boolean)
      .join('\n'),
    ...(near ? { citations: near.citations() } : {}),
    choices: [AGAIN, TO_STAFF],
  };
}

/** Without it there is nothing to work out; it can be found out, and then it can. */
const unsaidReply = (part: string): Reply => ({
  status: 'unsure',
  text: `不知道${part}就算不出来，我不猜数。\n问清楚了回复“再算一笔”，或拨打医保服务热线 12393。`,
  choices: [AGAIN, TO_STAFF],
});

const placeName = ({ place }: RuleFile): string => `${place}的资料里`;
const clauseId = ({ clauses }: RuleFile, quote: string): string =>
  Object.entries(clauses).find(([, clause]) => clause.quote === quote)?.[0] ?? '';
