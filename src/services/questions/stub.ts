import { UNFINISHED } from '../../ingestion/ingest.js';
import type { Cluster } from './cluster.js';

/** As many ways to ask are taken over; more help nobody to find the page. */
const MOST_ASKS = 20;
const LONGEST_TITLE = 40;

/**
 * Words that strangers typed, as they may stand in a knowledge page: nothing in them ends a comment, begins a heading
 * or opens braces.
 */
function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/[<>{}|`#[\]\\]/gu, ' ')
    .replace(/-{2,}/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A wording with a masked number is about one person: it is no way to ask for a rule. */
const isGeneral = (text: string) => !text.includes('**');

/**
 * A page in the format of `knowledge/README.md` for staff to fill in: how people ask for it is there, what to say is
 * not. As long as it holds the mark, indexing leaves it out.
 */
export function stubOf({ representative, wordings, count }: Cluster, place: string): string {
  const asks = wordings.map(({ text }) => text).filter(isGeneral);
  const title = harmless(isGeneral(representative) ? representative : (asks[0] ?? '')).slice(0, LONGEST_TITLE);
  const asked = [...new Set(asks.map(harmless))].filter((text) => text !== '').slice(0, MOST_ASKS);
  return `---
# 由 ${count} 次没有答好的提问生成。请对照文件写好，再删去每一处${UNFINISHED}；不知道的字段，删去那一行。
title: ${JSON.stringify(UNFINISHED + title)}
kind: digest
documentNumber:
place: ${JSON.stringify(place)}
scheme: both
published:
effectiveFrom:
source:
certainty:
---
# ${UNFINISHED}${title}

## ${title || UNFINISHED}
<!-- asks: ${asked.join(' | ')} -->
${UNFINISHED}第一句直接回答，带数字，不超过60个字，单独拿出来也看得懂。后面每句也要能单独看懂。
`;
}
