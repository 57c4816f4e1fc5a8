import type { DocumentMeta } from './format.js';
import { lineRole } from './structure.js';

const TITLE_WORD =
  /(?:通知|意见|办法|规定|公告|通告|报告|年度报告|方案|细则|批复|函|要点|条例|决定|指南|解读|须知|清单|目录|制度|纪要|汇报|总结|计划|情况|法|问答|手册|标准|政策|表)(?:[（(].{1,8}[）)])?$/;
const AGENCY = /(?:局|委员会|委|政府|中心|办公室|厅|部)$/;
/** Labels of the metadata that government sites print over a text. */
export const LABEL =
  /(?:索\s*引\s*号|文\s*号|发文字号|发布机构|发文机关|公开日期|发布日期|发布时间|成文日期|生成日期|主题分类|有\s*效\s*性|信息来源|浏览次数|来源)\s*[:：]/;
const NUMBER = /[\p{Script=Han}]{1,12}[〔[［【(（]\d{4}[〕\]］】)）]\s*\d{1,4}\s*号/u;
const DATE = /(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?/;

/** The document's title lines, and what the lines around them say. */
export function titleLines(lines: readonly string[]): { lines: ReadonlySet<string>; meta: DocumentMeta } {
  const head = lines.slice(0, 12);
  const candidates = head.filter(isTitleLike);
  const title = candidates.find((line) => TITLE_WORD.test(line)) ?? (candidates[0] === lines[0] ? lines[0] : undefined);
  const meta = { ...labelled(head), ...signature(lines) };
  if (title === undefined) return { lines: new Set(), meta: { ...untitled(lines), ...meta } };
  const above = head[head.indexOf(title) - 1];
  const agency = above !== undefined && AGENCY.test(above) && isTitleLike(above) ? above : undefined;
  const own = agency === undefined ? [title] : [agency, title];
  return { lines: new Set(own), meta: { ...meta, title: own.join('') } };
}

/** 文号 and 公开日期 as the head of a page or a metadata table gives them. */
export function labelled(lines: readonly string[]): DocumentMeta {
  const labels = lines.filter((line) => LABEL.test(line)).join('\n');
  const number = NUMBER.exec(/(?:文\s*号|发文字号)\s*[:：]?\s*([^\n]{0,40})/.exec(labels)?.[1] ?? '')?.[0];
  const dates = ['公开日期|发布日期|发布时间', '成文日期|生成日期'].map(
    (names) => new RegExp(`(?:${names})\\s*[:：]?\\s*([^\\n]{0,20})`).exec(labels)?.[1],
  );
  const published = dates.map((date) => isoDay(date ?? '')).find((day) => day !== undefined);
  return { ...(number && { documentNumber: number.replace(/\s/g, '') }), ...(published && { published }) };
}

/** The first date in a text as an ISO day, if the calendar has it. */
export function isoDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year !== '' && !Number.isNaN(Date.parse(iso)) ? iso : undefined;
}

/** Titles of attached documents: lines of their own that the text has named in 《》 before. */
export function attachedTitles(lines: readonly string[]): ReadonlySet<string> {
  const named = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    for (const [, title = ''] of line.matchAll(/《([^《》]{6,60})》/g)) if (!named.has(title)) named.set(title, i);
  }
  return new Set(lines.filter((line, i) => (named.get(line) ?? i) < i));
}

function isTitleLike(line: string): boolean {
  const plain = lineRole(line).role === 'plain';
  return plain && line.length >= 3 && line.length <= 60 && !LABEL.test(line) && !/[。；，,：:>\t]/.test(line);
}

/** The agency and the day a letter closes with. */
function signatureOf(lines: readonly string[]): { agency: string; day: string } | undefined {
  for (let i = lines.length - 1; i > 0 && i >= lines.length - 6; i -= 1) {
    const [agency = '', line = ''] = [lines[i - 1], lines[i]];
    const day = line.length <= 16 ? isoDay(line) : undefined;
    if (day !== undefined && agency.length <= 30 && AGENCY.test(agency)) return { agency, day };
  }
  return undefined;
}

function signature(lines: readonly string[]): DocumentMeta {
  const day = signatureOf(lines)?.day;
  return day === undefined ? {} : { published: day };
}

/** A text without a title line is named by who signed it and when. */
function untitled(lines: readonly string[]): DocumentMeta {
  const signed = signatureOf(lines);
  return signed === undefined ? {} : { title: `${signed.agency}（${signed.day.slice(0, 4)}年）` };
}
