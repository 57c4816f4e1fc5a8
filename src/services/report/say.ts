import type { Compared, YearReport } from './gather.js';

const DECIMALS: Readonly<Record<string, number>> = { 元: 2, 万元: 2, '%': 1 };

/** A value as a report has it: `1,234.50`, `98.5`; 无 where there is nothing to divide by. */
export function sayValue(value: number | undefined, unit: string): string {
  if (value === undefined) return '无';
  const decimals = DECIMALS[unit] ?? (Number.isInteger(value) ? 0 : 1);
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `+12.5%` against the year before, in points where it is a share; — where there is nothing to compare with. */
export function sayChange({ value, before, unit }: Pick<Compared, 'value' | 'before' | 'unit'>): string {
  if (value === undefined || before === undefined) return '—';
  if (unit === '%') return signed(value - before, '个百分点');
  if (before === 0) return value === 0 ? '持平' : '—';
  return signed(((value - before) / before) * 100, '%');
}

function signed(change: number, unit: string): string {
  const rounded = Math.round(change * 10) / 10;
  return rounded === 0 ? '持平' : `${rounded > 0 ? '+' : '−'}${Math.abs(rounded).toFixed(1)}${unit}`;
}

export const titleOf = ({ bureau, year }: Pick<YearReport, 'bureau' | 'year'>): string =>
  `${bureau}${year}年医保智能服务数据年报`;

/** What stands under the title. */
export function introductionOf({ period, before, whole, madeAt }: YearReport): string[] {
  return [
    `统计期间：${period.from} 至 ${period.to}${whole ? '' : '（本年度尚未结束）'}；对比期间：${before.from} 至 ${before.to}。`,
    `数据由医问系统于 ${madeAt.slice(0, 10)} 从业务记录直接统计生成，每项指标的口径和查询语句见附录，可以复算。`,
  ];
}
