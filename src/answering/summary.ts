import { z } from 'zod';
import type { Citation } from '../domain/message.js';
import { labelsOf, segments, type Unfaithful } from './faithfulness.js';
import type { Guard } from './guard.js';
import { mark } from './labels.js';
import { closest, distortion, isNovel } from './meaning.js';
import { sentences } from './sentences.js';

export const summarySchema = z.strictObject({
  sentences: z
    .array(z.strictObject({ text: z.string().max(300), citations: z.array(z.number().int().positive()).min(1).max(6) }))
    .min(1)
    .max(12),
});

export type Summary = z.infer<typeof summarySchema>;

/** A long extract is summed up, a short one reworded. In characters. */
export const SUMMARY_FROM = 150;

type Sentence = Summary['sentences'][number];

/** What a sentence says, against the sentence of the cited extracts that it is most like. */
function unfaithful(
  sentence: Sentence,
  extract: string,
  cited: readonly Citation[],
  guard: Guard,
): Unfaithful | undefined {
  const { text, citations: numbers } = sentence;
  if (cited.length < new Set(numbers).size || /[①-⑳]/u.test(text)) return 'marks';
  if (!/\p{L}/u.test(text)) return 'empty';
  if (guard(text, cited).length > 0) return 'breach';
  const marks = cited.map(({ number }) => mark(number));
  const source = segments(extract).filter((one) => one.numbers.some((number) => marks.includes(number)));
  const said = source.flatMap(({ said: all }) => sentences(all).map(({ start, end }) => all.slice(start, end)));
  const nearest = closest(text, said);
  return distortion(text, nearest) ?? (isNovel(text, said.join('')) ? 'novel' : undefined);
}

/** The sentence with the place and year that its extracts carry before it, and their marks behind it. */
function line(sentence: Sentence, extract: string, cited: readonly Citation[]): string {
  const text = sentence.text.trim();
  const labels = cited.flatMap((citation) => labelsOf(citation, extract).slice(0, 1));
  const missing = [...new Set(labels)].filter((label) => !text.includes(label));
  return `${missing.length > 0 ? `${missing.join('、')}：` : ''}${text}${cited.map(({ number }) => mark(number)).join('')}`;
}

/**
 * A summary as it is sent, one line a sentence; or why it is not: a sentence that its own citations do not carry, an
 * extract left out, more words than the extract has.
 */
export function summaryText(
  summary: Summary,
  extract: string,
  citations: readonly Citation[],
  guard: Guard,
): { readonly text: string } | { readonly reason: Unfaithful } {
  const lines: string[] = [];
  const told = new Set<number>();
  for (const sentence of summary.sentences) {
    const cited = citations.filter(({ number }) => sentence.citations.includes(number));
    const reason = unfaithful(sentence, extract, cited, guard);
    if (reason) return { reason };
    for (const { number } of cited) told.add(number);
    lines.push(line(sentence, extract, cited));
  }
  if (citations.some(({ number }) => !told.has(number))) return { reason: 'marks' };
  const text = lines.join('\n');
  return text.length > extract.length ? { reason: 'too-long' } : { text };
}
