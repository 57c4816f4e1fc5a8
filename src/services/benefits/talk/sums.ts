import { equals, type Fraction, fraction, minus, one, plus, rounded, times } from '../../../lib/money/fraction.js';
import { sayPercent, sayYuan } from '../../../lib/money/money.js';
import type { Terms } from '../estimate/terms.js';
import { eligibleOf, type Layer, type Work } from '../estimate/work.js';
import type { Facts } from '../rules/facts.js';
import type { Citing } from './citing.js';

const yuan = (amount: Fraction): string => sayYuan(rounded(amount));

/** The lines that show how a work comes about, each number with its clause or as the person said it. */
export function linesOf(work: Work, facts: Facts, citing: Citing): string[] {
  switch (work.kind) {
    case 'payment':
      return [...billLine(facts), ...work.layers.flatMap((layer, at) => layerLines(layer, at > 0, facts, citing))];
    case 'rate':
      return [rateLine(work.terms, citing)];
    case 'allowance': {
      const { wage, month, days, clause, rule, paid } = work;
      const told = rule.days.find((each) => each.clause === clause && each.days === days)?.working;
      const sum = month === 'thirtieth' ? `÷30×${days}天` : `×12÷365×${days}天`;
      return [
        `产假${days}天${told ? `（${told}）` : ''}${citing.mark(clause)}`,
        `月均工资${sayYuan(wage)}${citing.mark(rule.clause)}${sum}＝${sayYuan(paid)}`,
      ];
    }
    case 'reward': {
      const { years, rule, claimFree, raised } = work;
      const extra = Math.max(0, years - rule.after);
      const unbroken = `满${rule.after}年后多${extra}年×${sayYuan(rule.aYear)}${citing.mark(rule.clause)}`;
      const free = claimFree > 0 && rule.claimFree;
      return [
        `${unbroken}${free ? `＋没报销${sayYuan(claimFree)}${citing.mark(free.clause)}` : ''}＝${sayYuan(raised)}`,
      ];
    }
  }
}

function billLine(facts: Facts): string[] {
  const { cost = 0, outside = 0 } = facts;
  const eligible = eligibleOf(facts);
  return eligible === cost ? [] : [`医保范围内：${sayYuan(cost)}－自费${sayYuan(outside)}＝${sayYuan(eligible)}`];
}

function layerLines(layer: Layer, isFurther: boolean, facts: Facts, citing: Citing): string[] {
  const { rule, terms, payment } = layer;
  const name = isFurther ? `${rule.title}：` : '';
  const adjusted = terms.times || terms.cut || terms.rateClause === 'given' ? [rateLine(terms, citing)] : [];
  const sum = `${name}${sumOf(layer, citing)}`;
  const line = [sum, capOf(layer, facts, citing)].filter(Boolean).join('，');
  return isFurther && payment.paid === 0 ? [line] : [...adjusted, line];
}

/** 您说的同级比例70%×60%＝42%①; of several stretches only by how much each falls. */
function rateLine({ bands, times: scale, cut, rateClause }: Terms, citing: Citing): string {
  const own = rateClause === 'given' ? '您说的比例' : '比例';
  const by = scale ? `×${sayPercent(scale.by)}` : '';
  const less = cut ? (cut.as === 'points' ? `－${sayPercent(cut.by)}` : `×${sayPercent(minus(one, cut.by))}`) : '';
  const marks = [
    ...new Set([
      citing.mark(rateClause),
      ...(scale ? [citing.mark(scale.clause)] : []),
      ...(cut ? [citing.mark(cut.clause)] : []),
    ]),
  ].join('');
  if (bands.length > 1) return `各段比例${by}${less}${marks}`;
  const [{ base, rate }] = bands;
  return by || less
    ? `${own}${sayPercent(base)}${by}${less}＝${sayPercent(rate)}${marks}`
    : `${own}${sayPercent(base)}`;
}

function sumOf({ cost, before, terms, payment }: Layer, citing: Citing): string {
  const { deductible, ceiling } = terms;
  const mark = deductible ? citing.mark(deductible.clause) : '';
  const whole = before + cost;
  if (payment.parts.length === 0)
    return deductible && payment.deducted > 0
      ? `${sayYuan(whole)}没过起付线${sayYuan(deductible.amount)}${mark}，付0元`
      : `${sayYuan(whole)}里没有能算的，付0元`;
  const met =
    deductible && payment.deducted === 0 && deductible.amount > 0
      ? `起付线${sayYuan(deductible.amount)}${mark}前面已满，`
      : '';
  const limited =
    ceiling?.limits === 'cost' && !equals(payment.counted, fraction(cost))
      ? `费用只算${yuan(payment.counted)}${citing.mark(ceiling.clause)}，`
      : '';
  const parts = payment.parts.map(({ amount, rate }, at) => {
    const less = at === 0 && payment.deducted > 0 ? plus(amount, fraction(payment.deducted)) : undefined;
    const base = less ? `（${yuan(less)}－起付线${sayYuan(payment.deducted)}${mark}）` : yuan(amount);
    return `${base}×${sayPercent(rate)}`;
  });
  const rates = citing.mark(terms.rateClause);
  const earlier = payment.paidEarlier ? `，减前面已付${sayYuan(payment.paidEarlier)}` : '';
  const about = isWhole(payment.parts) ? '＝' : '≈';
  const rateMark = terms.times || terms.cut ? '' : rates;
  return `${met}${limited}${parts.join('＋')}${about}${sayYuan(payment.uncapped)}${rateMark}${earlier}`;
}

const isWhole = (parts: Layer['payment']['parts']): boolean =>
  parts.reduce((sum, { amount, rate }) => {
    const paid = times(amount, rate);
    return sum && paid.numerator % paid.denominator === 0n;
  }, true);

function capOf({ terms: { ceiling }, payment }: Layer, { paidBefore = 0 }: Facts, citing: Citing): string {
  if (!ceiling || ceiling.limits === 'cost' || payment.room === undefined || payment.parts.length === 0) return '';
  const limit = `一年最高${sayYuan(ceiling.amount)}${citing.mark(ceiling.clause)}`;
  const left = paidBefore > 0 ? `、今年已报${sayYuan(paidBefore)}、还剩${sayYuan(payment.room)}` : '';
  return payment.uncapped > payment.room ? `超过${limit}${left}，付${sayYuan(payment.room)}` : `没超过${limit}${left}`;
}
