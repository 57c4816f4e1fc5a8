import type { Citation } from './message.js';

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** `依据 ①〔摘编〕2023年述法报告，某市`: one line a document, however many of its passages are quoted. */
export function citationList(citations: readonly Citation[]): string {
  const numbersOf = new Map<string, string>();
  for (const citation of citations) {
    const described = describeSource(citation);
    numbersOf.set(described, (numbersOf.get(described) ?? '') + circled(citation.number));
  }
  const lines = [...numbersOf].map(([described, numbers]) => `${numbers}${described}`);
  return lines.length === 0 ? '' : `依据 ${lines.join('\n')}`;
}

function describeSource(citation: Citation): string {
  const kind = citation.kind === 'digest' ? '摘编' : '原文';
  const year = citation.year === undefined ? undefined : `${citation.year}年`;
  const when = citation.documentNumber ?? year;
  const rest = [citation.place, when].filter((part) => part && !citation.title.includes(part));
  return `〔${kind}〕${[citation.title, ...rest].join('，')}`;
}

/** ①, as the mark of a citation or the number of a choice. */
export function circled(number: number): string {
  return CIRCLED[number - 1] ?? `(${number})`;
}
