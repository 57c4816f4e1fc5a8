import type { Citation } from '../../../domain/message.js';
import { appliedFrom } from '../rules/clauses.js';
import type { RuleFile } from '../rules/rules.js';

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** Numbers clauses in the order they are first spoken of. */
export interface Citing {
  /** The circled number of a clause; nothing for a number that the person said. */
  mark(clause: string): string;
  citations(): readonly Citation[];
}

export function citingFrom(file: RuleFile, before: readonly Citation[] = []): Citing {
  const cited: string[] = [];
  return {
    mark(clause) {
      if (!Object.hasOwn(file.clauses, clause)) return '';
      if (!cited.includes(clause)) cited.push(clause);
      const number = before.length + cited.indexOf(clause) + 1;
      return CIRCLED[number - 1] ?? `(${number})`;
    },
    citations: () => [...before, ...cited.map((clause, at) => citationOf(file, clause, before.length + at + 1))],
  };
}

function citationOf({ place, documents, clauses, rules }: RuleFile, id: string, number: number): Citation {
  const clause = clauses[id];
  const document = clause && documents[clause.document];
  if (!clause || !document) throw new RangeError(`no clause ${id}`);
  const { title, kind, documentNumber, year, source } = document;
  const from = appliedFrom(rules, id);
  return {
    number,
    title,
    heading: clause.heading,
    kind,
    path: document.path ?? `benefits/${clause.document}`,
    place,
    quote: clause.quote,
    certainty: clause.certainty ?? document.certainty,
    source,
    facts: clause.facts,
    ...(documentNumber ? { documentNumber } : {}),
    ...(clause.article ? { article: clause.article } : {}),
    ...(year ? { year } : {}),
    ...(!year && from ? { effectiveFrom: from } : {}),
  };
}
