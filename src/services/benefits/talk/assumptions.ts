import type { Estimate } from '../estimate/estimate.js';
import { vocabulary } from '../rules/facts.js';

/** What the estimate takes for granted: what the person did not say and what the source leaves open. */
export function assumptionsOf({ rule, facts, presumed, variants }: Estimate): string[] {
  const payment = rule.kind === 'payment' ? rule : undefined;
  const works = variants.map(({ result }) => result);
  const counts = works.some(({ kind }) => kind === 'payment');
  const silent = [
    ...(payment?.deductible === 'unstated' ? ['起付线'] : []),
    ...(payment?.ceiling === 'unstated' ? ['封顶线'] : []),
  ];
  const yearly =
    payment &&
    payment.basis === 'cost' &&
    (typeof payment.ceiling !== 'string' ||
      (typeof payment.deductible === 'object' && 'per' in payment.deductible && payment.deductible.per === 'year'));
  const usesAid = payment !== undefined && (payment.basis === 'own' || payment.then.length > 0);
  return [
    ...presumed.map(() => (facts.scheme ? `您参加的是${vocabulary.scheme[facts.scheme]}` : '')),
    ...rule.assumptions,
    ...(counts && silent.length > 0 ? [`资料没写${silent.join('和')}，当作没有`] : []),
    ...(counts && payment?.basis === 'cost' && facts.costIs !== 'eligible' && facts.outside === undefined
      ? ['费用都在医保范围内']
      : []),
    ...(counts && yearly && facts.paidBefore === undefined ? ['今年这项还没报过'] : []),
    ...(counts && usesAid && facts.aid === undefined ? ['不是低保等救助对象'] : []),
    ...(counts && payment && payment.outOfArea.length > 0 && facts.away === undefined ? ['在参保地看病'] : []),
  ].filter(Boolean);
}
