import { type Claim, claimsIn } from './claims.js';

/** A full date lets its year, its month and its day of the month be said. */
function withParts(key: string): readonly string[] {
  const [year = '', month = '', day = ''] = key.split('-');
  return [key, `${year}-${month}-`, `${year}--`, `-${month}-${day}`, `-${month}-`];
}

/** Every year once counts as 一年, every month as 一个月. */
const recurring: readonly (readonly [RegExp, string])[] = [
  [/每年|年度|全年|按年|当年/u, '12月'],
  [/每月|按月|当月/u, '1月'],
];

/** 依国办发 and 国办发 are one agency; 津办发 is another. */
function sameAgency(one: string, other: string): boolean {
  if (one.endsWith(other) || other.endsWith(one)) return one !== '' && other !== '';
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one.at(-1 - shared) === other.at(-1 - shared)) shared += 1;
  return shared >= 3;
}

/** Whether a text carries a claim: says the same figure, date, document number, article or phone number in any writing. */
export function carrier(allowed: string): (claim: Claim) => boolean {
  const known = new Map<string, Set<string>>();
  const add = (what: string, key: string) => known.set(what, (known.get(what) ?? new Set()).add(key));
  for (const { what, key } of claimsIn(allowed))
    for (const part of what === 'date' ? withParts(key) : [key]) add(what, part);
  for (const [said, key] of recurring) if (said.test(allowed)) add('figure', key);
  return ({ what, key }) => {
    if (known.get(what)?.has(key)) return true;
    if (what !== 'document-number' || key.startsWith('令|')) return false;
    const [agency = '', ...number] = key.split('|');
    return [...(known.get(what) ?? [])].some((other) => {
      const [known = '', ...same] = other.split('|');
      return same.join('|') === number.join('|') && sameAgency(agency, known);
    });
  };
}
