import type { Answer } from '../domain/answer.js';
import type { Citation } from '../domain/message.js';
import type { Passage } from '../domain/passage.js';
import { standingOn } from '../domain/validity.js';
import type { OpenPoint } from './ask-back.js';
import { budgetFor, citationOf, type Extract, extractFrom } from './extractive.js';
import { holdsAt, labelOf, mark, ownLabel, sayPlace } from './labels.js';
import { sayLater, timeLabel, type Version } from './time-labels.js';
import type { TimeNamed } from './time-named.js';

export interface ComposeOptions {
  /** The day the answer is for. */
  readonly asOf: string;
  /** Where the asker is insured, as configured or named. */
  readonly place?: string;
  /** The place whose rules the question asks for by name. */
  readonly namedPlace?: string;
  /** The time that the question names. */
  readonly time?: TimeNamed;
  /** Whether it asks for an earlier rule without a date. */
  readonly pastRule?: boolean;
  /** Questions of the same message that stay unanswered. */
  readonly open?: readonly string[];
  /** What the answer depends on that the person has not said. */
  readonly point?: OpenPoint;
}

interface Said {
  readonly citation: Citation;
  readonly extract: Extract;
  readonly version: Version;
}

/** Years that an extract speaks of: its document's, and those in its words. */
function yearsOf({ citation }: Said): number[] {
  const inWords = [...citation.quote.matchAll(/(20\d\d)年/gu)].map(([, year]) => Number(year));
  return citation.year === undefined ? inWords : [citation.year, ...inWords];
}

/** What has to be said before the first extract: that it is not of the place, or not of the year, that was asked for. */
function caveats(said: readonly Said[], { namedPlace, time, pastRule, asOf }: ComposeOptions): string[] {
  const found: string[] = [];
  const year = time?.year;
  if (namedPlace !== undefined && namedPlace !== '全国' && said.every(({ citation }) => citation.place === '全国'))
    found.push(`资料里没有${sayPlace(namedPlace)}自己的规定，下面是全国的：`);
  const [lead] = said;
  const dated = lead && (lead.citation.effectiveFrom ?? lead.citation.effectiveTo) !== undefined;
  const latest = lead && !dated && Math.max(...yearsOf(lead));
  if (year !== undefined && latest && Number.isFinite(latest) && !said.flatMap(yearsOf).includes(year))
    found.push(`资料里没有${year}年的，下面是${latest}年的：`);
  if (pastRule && !time && said.every(({ citation }) => standingOn(asOf, citation) !== 'ended'))
    found.push('以前的规定资料里没有，下面是现行的：');
  return found;
}

function onlyNote({ citation }: Said, { place }: ComposeOptions): string {
  if (citation.place === '')
    return `这份${citation.year ? `${citation.year}年的` : ''}文件没有注明是哪里的，请以您所在地的规定为准。`;
  const when = citation.year ? `${citation.year}年的做法` : '的规定';
  const whose = `这是${sayPlace(citation.place)}${when}`;
  if (place === undefined || !citation.place.startsWith(place))
    return `${whose}，不是您所在地的规定；您所在地请以当地为准。`;
  return citation.place === place ? `${whose}，现在的标准请向当地核实。` : `${whose}，不是全${place.at(-1)}的规定。`;
}

/** Extracts of the same validity share a line. */
function validities(said: readonly Said[], { asOf, time }: ComposeOptions): string[] {
  const marks = new Map<string, string>();
  for (const { citation, version } of said) {
    const validity = sayLater(citation, version, asOf, time);
    if (validity !== '') marks.set(validity, `${marks.get(validity) ?? ''}${mark(citation.number)}`);
  }
  return [...marks].map(([validity, numbers]) => `${numbers}${validity}。`);
}

function notes(said: readonly Said[], options: ComposeOptions): string[] {
  const lines: string[] = [];
  const elsewhere = said.filter(({ citation }) => !holdsAt(citation.place, options.place));
  const [only] = elsewhere;
  if (said.length === 1 && only) lines.push(onlyNote(only, options));
  else if (elsewhere.length > 0) lines.push('各地的做法只说明当地当年，不是您所在地的规定；您所在地请以当地为准。');
  lines.push(...validities(said, options));
  for (const question of options.open ?? []) lines.push(`「${question}」这一问，目前的资料里没有。`);
  const weak = said.filter(({ citation }) => citation.certainty === 'C').map(({ citation }) => mark(citation.number));
  if (weak.length > 0) lines.push(`${weak.length === said.length ? '' : weak.join('')}请以经办机构核实为准。`);
  return lines;
}

/**
 * One extract stands by itself with its place under it; several say place and year, once where it stays the same. What
 * has ended, not begun or taken another's place is always said before the quote.
 */
function lines(said: readonly Said[], { place, asOf }: ComposeOptions): string[] {
  const [only] = said;
  if (said.length === 1 && only && timeLabel(only.citation, only.version, asOf) === undefined)
    return [`${only.extract.said}${mark(1)}`, ...(holdsAt(only.citation.place, place) ? ownLabel(only.citation) : [])];
  return said.map(({ citation, extract, version }, index) => {
    const inTime = timeLabel(citation, version, asOf);
    const before = said[index - 1];
    const told =
      before && labelOf(before.citation) === labelOf(citation) && !timeLabel(before.citation, before.version, asOf);
    const label = inTime ?? (told ? '' : labelOf(citation));
    return `${label === '' ? '' : `${label}：`}${extract.said}${mark(citation.number)}`;
  });
}

/**
 * Extracts of the passages, in the order given, as one reply. Every sentence is an exact substring of its document;
 * labels and notes hold no figure but place, year and dates of the citation.
 */
export function compose(
  passages: readonly (Passage & Version & { readonly asked: string })[],
  options: ComposeOptions,
): Answer | undefined {
  const budget = budgetFor(passages.length);
  const said = passages.flatMap((passage, index): Said[] => {
    const extract = extractFrom(passage.chunk, passage.asked, budget);
    return extract ? [{ extract, citation: citationOf(passage, index + 1, extract.quote), version: passage }] : [];
  });
  const [first, ...rest] = said;
  if (!first) return undefined;
  const askedBack = options.point ? [options.point.text] : [];
  return {
    status: 'answered',
    text: [...caveats(said, options), ...lines(said, options), ...notes(said, options), ...askedBack].join('\n'),
    citations: [first.citation, ...rest.map(({ citation }) => citation)],
    ...(options.point ? { choices: options.point.choices } : {}),
  };
}
