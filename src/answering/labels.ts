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

/** 《标题》 where nobody said a place; 全国规定 where a document or article says it, 全国 for figures; 天津市南开区2024年; 上海市（2025年3月1日起施行）. */
export function labelOf(citation: Citation): string {
  const { place, year, effectiveFrom } = citation;
  if (place === '') return `《${citation.title}》${year ? `（${year}年）` : ''}`;
  const named = place === '全国' && (citation.documentNumber ?? citation.article) ? '全国规定' : sayPlace(place);
  if (year) return `${sayPlace(place)}${year}年`;
  const dated = place !== '全国' && effectiveFrom !== undefined && effectiveFrom.length === 10;
  return dated ? `${named}（${sayDay(effectiveFrom)}起施行）` : named;
}

/** Whose rule a single extract is that concerns the asker: 这是全国规定。这是浙江省（2021年7月1日起施行）的规定。 */
export function ownLabel(citation: Citation): readonly string[] {
  const label = labelOf(citation);
  if (citation.place !== '全国') return [`这是${label}的${citation.year ? '做法' : '规定'}。`];
  if (citation.year) return [`这是${label}的情况。`];
  return label === '全国规定' ? ['这是全国规定。'] : [];
}

/** Whether the rules of `place` are those of someone who lives in `home`: the same place, one around it, or 全国. */
export function holdsAt(place: string, home: string | undefined): boolean {
  if (place === '全国') return true;
  return home !== undefined && (home === place || home.startsWith(place));
}
