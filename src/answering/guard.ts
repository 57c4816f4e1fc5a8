import type { Citation } from '../domain/message.js';
import { figures } from './sentences.js';

/** What a text claims that its citations do not carry. */
export interface Breach {
  readonly what: 'figure' | 'document-number';
  readonly text: string;
}

/** The telling end of a document number, 办发〔2021〕14号 or 令第735号, with any of the brackets that people type. */
const documentNumber = /[一-龥]{2}[〔[（(【]\d{4}[〕\]）)】]\d+号|令第?\d+号/gu;

const chineseFigure = /[一二两三四五六七八九十百千万亿]+(?=成|折|倍|个月|个工作日|天|日|年|次|元|块|万|项|家|岁)/gu;

function allowedText(citations: readonly Citation[]): string {
  return citations
    .map((citation) =>
      [
        citation.quote,
        citation.title,
        citation.heading,
        citation.documentNumber ?? '',
        citation.article ?? '',
        citation.place,
        citation.year ?? '',
        citation.effectiveFrom ?? '',
        citation.effectiveTo ?? '',
      ].join('\n'),
    )
    .join('\n');
}

/**
 * Every figure, date and document number of `text` that no citation holds. An empty list lets the text pass.
 * Figures are compared whole: 15 is not found in 2015.
 * @param saidBack words of the question itself that the text may repeat
 */
export function breaches(text: string, citations: readonly Citation[], saidBack = ''): readonly Breach[] {
  const allowed = `${allowedText(citations)}\n${saidBack}`;
  const allowedFigures = new Set(figures(allowed));
  const bare = (figure: string) => figure.replace(/[,%]/g, '');
  const allowedBare = new Set([...allowedFigures].map(bare));
  const found: Breach[] = [];
  const known = datesOf(allowed);
  const dates = text.replace(/\d{4}年\d{1,2}月(?:\d{1,2}日)?/gu, (date) => (known.has(isoDay(date)) ? '' : date));
  for (const figure of figures(dates)) {
    const carried = figure.endsWith('%') ? allowedFigures.has(figure) : allowedBare.has(bare(figure));
    if (!carried) found.push({ what: 'figure', text: figure });
  }
  for (const [figure] of text.matchAll(chineseFigure)) {
    if (figure.length > 0 && !allowed.includes(figure)) found.push({ what: 'figure', text: figure });
  }
  for (const [number] of text.matchAll(documentNumber)) {
    if (!allowed.includes(number)) found.push({ what: 'document-number', text: number });
  }
  return found;
}

/** 2024年7月1日 → 2024-07-01; a month without a day → 2024-07. */
function isoDay(date: string): string {
  const [, year = '', month = '', day] = /(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?/u.exec(date) ?? [];
  return [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
}

function datesOf(text: string): Set<string> {
  const iso = text.match(/\d{4}-\d{2}(?:-\d{2})?/g) ?? [];
  const said = (text.match(/\d{4}年\d{1,2}月(?:\d{1,2}日)?/gu) ?? []).map(isoDay);
  return new Set([...iso, ...said]);
}
