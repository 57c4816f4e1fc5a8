import type { Citation } from '../domain/message.js';
import { periodOf, standingOn } from '../domain/validity.js';
import { labelOf, sayDay, sayPlace } from './labels.js';
import type { TimeNamed } from './time-named.js';

/** How a passage stands to the others of a reply. */
export interface Version {
  /** It took the place of an ended rule that was told just before it. */
  readonly inPlaceOf?: string;
  /** It has ended, and the texts hold nothing that took its place. */
  readonly withoutSuccessor?: true;
}

/** Until when an ended rule held, and that a day written nowhere was worked out from its successor. */
function sayEnd({ effectiveTo = '', endDerived }: Citation): string {
  return `到${sayDay(effectiveTo)}为止${endDerived ? '（按新规定的施行日推算）' : ''}`;
}

/** What a line must say before it quotes a rule that is not, or not plainly, today's; undefined for one that is. */
export function timeLabel(citation: Citation, version: Version, asOf: string): string | undefined {
  const standing = standingOn(asOf, citation);
  const whose = `${citation.place === '' ? `《${citation.title}》` : sayPlace(citation.place)}的这条规定`;
  if (standing === 'ended') return `${whose}${sayEnd(citation)}，现已不再执行`;
  if (standing === 'coming') return `${whose}从${sayDay(citation.effectiveFrom ?? '')}起才施行`;
  if (version.inPlaceOf === undefined) return undefined;
  const label = labelOf(citation);
  const dated = citation.effectiveFrom === undefined || label.includes('起施行');
  return `现行的是${label}${dated ? '' : `（${sayDay(citation.effectiveFrom ?? '')}起施行）`}`;
}

/** That a rule began only after the time asked about, and that what held before is not in the texts; else ''. */
export function sayLater(citation: Citation, version: Version, asOf: string, time: TimeNamed | undefined): string {
  if (version.withoutSuccessor) return '之后的现行规定，资料里没有，请向经办机构核实';
  if (time === undefined || version.inPlaceOf !== undefined || standingOn(asOf, citation) !== 'holds') return '';
  if (citation.effectiveFrom === undefined || periodOf(citation).from <= time.period.to) return '';
  return `这条规定从${sayDay(citation.effectiveFrom)}起施行，此前的规定资料里没有`;
}
