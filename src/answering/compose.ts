import type { Answer } from '../domain/answer.js';
import type { Citation } from '../domain/message.js';
import type { Passage } from '../domain/passage.js';
import { budgetFor, citationOf, type Extract, extractFrom } from './extractive.js';
import { holdsAt, labelOf, mark, sayPlace, sayValidity } from './labels.js';

export interface ComposeOptions {
  /** The day the answer is for. */
  readonly asOf: string;
  /** Where the asker is insured, as configured or named. */
  readonly place?: string;
}

interface Said {
  readonly citation: Citation;
  readonly extract: Extract;
}

function notes(said: readonly Said[], options: ComposeOptions): string[] {
  const lines: string[] = [];
  const elsewhere = said.filter(({ citation }) => !holdsAt(citation.place, options.place));
  const [only] = elsewhere;
  if (said.length === 1 && only) {
    const year = only.citation.year ? `${only.citation.year}年` : '';
    const named = options.place !== undefined && only.citation.place.startsWith(options.place);
    lines.push(
      named
        ? `这是${sayPlace(only.citation.place)}${year}的做法，现在的标准请向当地核实。`
        : `这是${sayPlace(only.citation.place)}${year}的做法，不是您所在地的规定；您所在地请以当地为准。`,
    );
  } else if (elsewhere.length > 0) {
    lines.push('各地的做法只说明当地当年，不是您所在地的规定；您所在地请以当地为准。');
  }
  for (const { citation } of said) {
    const validity = sayValidity(citation, options.asOf);
    if (validity !== '') lines.push(`${mark(citation.number)}${validity}。`);
  }
  const weak = said.filter(({ citation }) => citation.certainty === 'C').map(({ citation }) => mark(citation.number));
  if (weak.length > 0) lines.push(`${weak.length === said.length ? '' : weak.join('')}请以经办机构核实为准。`);
  return lines;
}

/** One extract stands by itself with its place under it; several are labelled each with its place and year. */
function lines(said: readonly Said[]): string[] {
  const [only] = said;
  if (said.length === 1 && only) {
    const national = only.citation.place === '全国' && only.citation.year === undefined;
    return [`${only.extract.said}${mark(1)}`, ...(national ? ['这是全国规定。'] : [])];
  }
  return said.map(({ citation, extract }) => `${labelOf(citation)}：${extract.said}${mark(citation.number)}`);
}

/**
 * Extracts of the passages, in the order given, as one reply. Every sentence is an exact substring of its document;
 * labels and notes hold no figure but place, year and dates of the citation.
 */
export function compose(
  passages: readonly (Passage & { readonly asked: string })[],
  options: ComposeOptions,
): Answer | undefined {
  const budget = budgetFor(passages.length);
  const said = passages.flatMap((passage, index): Said[] => {
    const extract = extractFrom(passage.chunk, passage.asked, budget);
    return extract ? [{ extract, citation: citationOf(passage, index + 1, extract.quote) }] : [];
  });
  const [first, ...rest] = said;
  if (!first) return undefined;
  return {
    status: 'answered',
    text: [...lines(said), ...notes(said, options)].join('\n'),
    citations: [first.citation, ...rest.map(({ citation }) => citation)],
  };
}
