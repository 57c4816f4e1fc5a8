import type { Citation } from '../domain/message.js';
import { claimsIn } from './claims.js';
import type { Guard } from './guard.js';
import { labelOf, mark } from './labels.js';
import { type Distortion, distortion, isNovel } from './meaning.js';

/** Why a rewording may not be sent. */
export type Unfaithful =
  | 'empty'
  | 'too-long'
  | 'added'
  | 'marks'
  | 'uncited'
  | 'breach'
  | 'figures'
  | 'labels'
  | 'novel'
  | Distortion;

/** Characters of a rewording: what fits a phone screen twice. */
const LONGEST = 600;

const marks = (text: string) => text.match(/[①-⑳]|\[\d+\]/gu) ?? [];
const sorted = (list: readonly string[]) => [...list].sort().join(' ');

/** What a text counts, kind by kind in its order: figures of one unit must not change places. */
function counted(text: string): string {
  const kinds = new Map<string, string>();
  for (const { what, key } of claimsIn(text)) {
    const kind = `${what} ${key.replace(/[\d.]/g, '')}`;
    kinds.set(kind, `${kinds.get(kind) ?? kind} ${key}`);
  }
  return sorted([...kinds.values()]);
}

/** Each stretch of text with the marks that end it; the last may have none. */
export function segments(text: string): { said: string; numbers: readonly string[] }[] {
  return [...text.matchAll(/([^①-⑳]+)([①-⑳]*)/gu)].map(([, said = '', numbers = '']) => ({
    said,
    numbers: [...numbers],
  }));
}

const isSaying = (text: string) => /[\p{L}\p{Nd}]/u.test(text);

/** Labels of place and year that an extract's citation gave it. */
export const labelsOf = (citation: Citation, extract: string) =>
  [labelOf(citation), citation.place].filter((label) => label !== '' && extract.includes(label));

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

/** Each stretch against the one of the same mark: what is said of ① is not denied of ②. */
function distorted(text: string, extract: string): Distortion | undefined {
  const given = segments(extract);
  for (const { said, numbers } of segments(text)) {
    const source = given.filter((one) => one.numbers.some((number) => numbers.includes(number)));
    const found = distortion(said, source.map((one) => one.said).join('\n'));
    if (found) return found;
  }
  return undefined;
}

/**
 * Why `text` is no mere rewording of `extract`; undefined when it is. Marks, figures with their units and their order,
 * labels of place and year, bounds, duties and negations all have to be kept; names and matters that the extract does
 * not have, and texts much longer than it, are refused. A rule on words cannot prove that the meaning is kept: it
 * refuses what it cannot follow, and the extract is sent.
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
  if (counted(text) !== counted(extract)) return 'figures';
  return distorted(text, extract) ?? (isNovel(text, extract) ? 'novel' : undefined);
}
