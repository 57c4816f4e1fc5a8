import type { Citation } from '../domain/message.js';
import type { Breach } from './guard.js';
import { labelOf, mark } from './labels.js';

/** Why a rephrasing may not be sent. */
export type Unfaithful =
  | 'empty'
  | 'too-long'
  | 'added'
  | 'marks'
  | 'uncited'
  | 'breach'
  | 'figures'
  | 'labels'
  | 'polarity'
  | 'foreign';

/** Characters of a rephrasing: what fits a phone screen twice. */
const LONGEST = 600;

const marks = (text: string) => text.match(/[①-⑳]|\[\d+\]/gu) ?? [];
const sorted = (list: readonly string[]) => [...list].sort().join(' ');
const sameWords = (one: readonly string[], other: readonly string[]) =>
  sorted([...new Set(one)]) === sorted([...new Set(other)]);

/** Figures with the unit that follows: 60% is not 60元, 2年 is not 2倍. */
const claims = (text: string) =>
  text.match(/\d+(?:[.,]\d+)*(?:%|[万亿]?[元块倍年月日天周次个人家项岁条号折成])?/gu) ?? [];

/** Words that turn a rule round or bound it. Negations are counted, since 不用 and 无需 say the same. */
const negations = (text: string) => text.match(/[不未无没非勿禁免]/gu)?.length ?? 0;
const bounds = (text: string) =>
  text.match(
    /以上|以下|以内|以外|之内|超过|超出|不足|低于|高于|至少|至多|最高|最低|封顶|起付|除外|全额|全部|为止|现行|施行/gu,
  ) ?? [];

/** Latin words, addresses and places that the extract does not have. */
const foreignWords = (text: string) => text.match(/[A-Za-z][\w.:/-]*|[一-龥]{2}(?:省|市|县|州|自治区)/gu) ?? [];

/** Each stretch of text with the marks that end it; the last may have none. */
function segments(text: string): { said: string; numbers: readonly string[] }[] {
  return [...text.matchAll(/([^①-⑳]+)([①-⑳]*)/gu)].map(([, said = '', numbers = '']) => ({
    said,
    numbers: [...numbers],
  }));
}

const isSaying = (text: string) => /[\p{L}\p{Nd}]/u.test(text);

/** Labels of place and year that an extract's citation gave it. */
const labelsOf = (citation: Citation, extract: string) =>
  [labelOf(citation), citation.place].filter((label) => extract.includes(label));

/** Every stretch is carried and labelled by the very citation that its mark names: figures cannot change places. */
function carried(text: string, extract: string, citations: readonly Citation[], guard: Guard): Unfaithful | undefined {
  for (const { said, numbers } of segments(text)) {
    if (numbers.length === 0 && isSaying(said)) return 'uncited';
    const cited = citations.filter(({ number }) => numbers.includes(mark(number)));
    if (guard(said, cited).length > 0) return 'breach';
    const labels = cited.flatMap((citation) => labelsOf(citation, extract));
    if (!labels.every((label) => said.includes(label))) return 'labels';
  }
  return undefined;
}

type Guard = (text: string, citations: readonly Citation[]) => readonly Breach[];

/**
 * Why `text` is no mere rephrasing of `extract`; undefined when it is. Marks, figures with their units, labels of place
 * and year, bounds and negations all have to be kept; new ones, and texts much longer than the extract, are refused.
 * A rule on words cannot prove that the meaning is kept: it refuses what it cannot follow, and the extract is sent.
 */
export function faithfulness(
  text: string,
  extract: string,
  citations: readonly Citation[],
  guard: Guard,
): Unfaithful | undefined {
  if (!isSaying(text)) return 'empty';
  if (text.length > LONGEST) return 'too-long';
  if (text.length > extract.length * 1.25 + 12) return 'added';
  if (sorted(marks(text)) !== sorted(marks(extract))) return 'marks';
  const wrong = carried(text, extract, citations, guard);
  if (wrong) return wrong;
  if (!sameWords(claims(text), claims(extract))) return 'figures';
  if (negations(text) !== negations(extract) || !sameWords(bounds(text), bounds(extract))) return 'polarity';
  return foreignWords(text).every((word) => extract.includes(word)) ? undefined : 'foreign';
}
