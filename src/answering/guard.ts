import type { Citation } from '../domain/message.js';
import { calculationsIn } from './arithmetic.js';
import { carrier } from './carrier.js';
import { type Claim, claimsIn } from './claims.js';
import { sayDay, sayPlace } from './labels.js';
import { unknownNames } from './names.js';

/** What a text claims that its citations do not carry. */
export interface Breach {
  readonly what: Claim['what'] | 'calculation' | 'title' | 'place' | 'institution' | 'person' | 'foreign';
  readonly text: string;
}

export type Guard = (text: string, citations: readonly Citation[], saidBack?: string) => readonly Breach[];

/** All that a citation lets a text say: its words, and what is told of it in labels and notes. */
function allowedText(citations: readonly Citation[], saidBack: string): string {
  const told = citations.flatMap(({ quote, title, heading, documentNumber, article, place, year, ...more }) => [
    quote,
    title,
    heading,
    documentNumber ?? '',
    article ?? '',
    sayPlace(place),
    place,
    year ? `${year}年` : '',
    sayDay(more.effectiveFrom ?? ''),
    sayDay(more.effectiveTo ?? ''),
  ]);
  return [...told, saidBack].join('\n');
}

const blank = (text: string, at: number, length: number) =>
  text.slice(0, at) + ' '.repeat(length) + text.slice(at + length);

/**
 * Sums that are shown: their operands have to be cited (a bare 60 also as 60%), the arithmetic has to come out exactly.
 * Gives the text without those that hold, and the results, which may then be said again.
 */
function withoutSums(text: string, allowed: string): { rest: string; results: string; wrong: readonly Breach[] } {
  const sums = calculationsIn(text);
  if (sums.length === 0) return { rest: text, results: '', wrong: [] };
  const values = new Set(claimsIn(allowed).map(({ key }) => key));
  const bare = new Set([...values].map((key) => key.replace(/[^\d.]+$/u, '')));
  const cited = (operand: string) =>
    claimsIn(operand).every(({ key }) => values.has(key) || (/\d$/.test(key) && bare.has(key)));
  let rest = text;
  const results: string[] = [];
  const wrong: Breach[] = [];
  for (const sum of sums) {
    if (sum.exact && sum.operands.every(cited)) {
      rest = blank(rest, sum.at, sum.text.length);
      results.push(sum.result);
    } else wrong.push({ what: 'calculation', text: sum.text });
  }
  return { rest, results: results.join('\n'), wrong };
}

/**
 * Every figure with its unit, date, document number, article, phone number and name of `text` that no citation holds.
 * An empty list lets the text pass. Chinese and Arabic numerals are compared by value (三个月 = 3个月, 六成 = 60%), units
 * are kept (60% is not 60元), figures are whole (15 is not in 2015). A computed figure passes where the sum is shown.
 * @param saidBack words of the question itself that the text may repeat
 */
export const breaches: Guard = createGuard();

/** @param placesIn further places that a text names without 省, 市 or 县 */
export function createGuard(placesIn: (text: string) => readonly string[] = () => []): Guard {
  return (text, citations, saidBack = '') => {
    const allowed = allowedText(citations, saidBack);
    const { rest, results, wrong } = withoutSums(text, allowed);
    const carried = carrier(`${allowed}\n${results}`);
    const claims = claimsIn(rest).filter((claim) => !carried(claim));
    const places = placesIn(rest).filter((place) => !allowed.includes(place));
    return [
      ...wrong,
      ...claims.map(({ what, text: said }) => ({ what, text: said })),
      ...unknownNames(rest, allowed),
      ...places.map((said) => ({ what: 'place' as const, text: said })),
    ];
  };
}
