import type { Citation } from '../domain/message.js';

const circled = '①②③④⑤⑥';

/** ① for 1; at most six extracts are numbered. */
export function mark(number: number): string {
  return circled[number - 1] ?? `[${number}]`;
}

/** 2021-05-01 → 2021年5月1日; a year or a month alone is told as it is. */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year) return day;
  return `${year}年${month ? `${month}月` : ''}${date ? `${date}日` : ''}`;
}

/** The place as a person would say it; what the source leaves unnamed is said to be unnamed. */
export function sayPlace(place: string): string {
  if (place === '某市') return '一个未具名城市';
  return place === '' ? '未注明地区' : place;
}

/** 全国规定, 天津市南开区2024年: whose rule or figure an extract is. */
export function labelOf(citation: Citation): string {
  if (citation.place === '全国') return citation.year ? `全国${citation.year}年` : '全国规定';
  return `${sayPlace(citation.place)}${citation.year ? `${citation.year}年` : ''}`;
}

/** Whether the rules of `place` are those of someone who lives in `home`: the same place, one around it, or 全国. */
export function holdsAt(place: string, home: string | undefined): boolean {
  if (place === '全国') return true;
  return home !== undefined && (home === place || home.startsWith(place));
}

/** 2021年5月1日起施行 / 到2022年12月31日为止; '' where no date is known. */
export function sayValidity(citation: Pick<Citation, 'effectiveFrom' | 'effectiveTo'>, asOf: string): string {
  if (citation.effectiveTo !== undefined && citation.effectiveTo < asOf)
    return `这条规定到${sayDay(citation.effectiveTo)}为止，现已不再执行`;
  if (citation.effectiveFrom !== undefined && citation.effectiveFrom > asOf)
    return `这条规定从${sayDay(citation.effectiveFrom)}起才施行`;
  return '';
}
