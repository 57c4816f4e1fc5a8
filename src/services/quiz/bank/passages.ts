import type { Chunk } from '../../../domain/passage.js';
import type { QuestionCitation, QuestionSource } from './question.js';

/** A section of the knowledge as questions cite it. */
export interface Section
  extends Pick<
    Chunk,
    'path' | 'title' | 'place' | 'kind' | 'certainty' | 'documentNumber' | 'article' | 'source' | 'year'
  > {
  readonly heading: string;
  /** Its whole text, the readable rows of its tables after it. */
  readonly text: string;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
}

/** Finds what questions cite, in the knowledge that residents are answered from. */
export interface Passages {
  /** Undefined where there is no such section, or several. */
  find(path: string, heading: string): Section | undefined;
}

export const noPassages: Passages = { find: () => undefined };

const plain = (text: string) => text.replace(/\s/g, '');

/** The sections of passages. A long section is several of them, which are put together again. */
export function passagesIn(chunks: readonly Chunk[]): Passages {
  const byHeading = new Map<string, Map<string, Chunk[]>>();
  for (const chunk of chunks) {
    const heading = plain(chunk.headings.at(-1) ?? chunk.title);
    const sections = byHeading.get(heading) ?? new Map<string, Chunk[]>();
    byHeading.set(heading, sections);
    const key = JSON.stringify([chunk.path, ...chunk.headings]);
    sections.set(key, [...(sections.get(key) ?? []), chunk]);
  }
  return {
    find(path, heading) {
      const sections = [...(byHeading.get(plain(heading))?.values() ?? [])];
      const found = sections.filter(([first]) => first !== undefined && isAt(first.path, path));
      return found.length === 1 ? sectionOf(found[0] ?? []) : undefined;
    },
  };
}

/** With several knowledge folders, paths begin with the folder's name. */
const isAt = (path: string, written: string) => path === written || path.endsWith(`/${written}`);

function sectionOf(chunks: readonly Chunk[]): Section | undefined {
  const [first] = chunks;
  if (!first) return undefined;
  const text = [...chunks.map((chunk) => chunk.text), ...chunks.flatMap(({ rows = [] }) => rows)].join('\n');
  return { ...first, heading: first.headings.at(-1) ?? first.title, text };
}

/** The section that a question cites. */
export const sectionCited = (passages: Passages, cites: QuestionCitation | undefined): Section | undefined =>
  cites && passages.find(cites.path, cites.heading);

/** What the citation says to people. */
export function sourceOf({ title, place, kind, certainty, documentNumber, article, source }: Section): QuestionSource {
  return {
    ...{ title, place, kind, certainty },
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(article === undefined ? {} : { article }),
    ...(source === undefined ? {} : { source }),
  };
}
