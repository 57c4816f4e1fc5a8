import { articles } from './articles.js';
import { dates } from './dates.js';
import { dataLinks, links } from './links.js';
import { provenance } from './provenance.js';
import { quotes } from './quotes.js';
import { duplicateHeadings, emptySections, factless, stubs } from './sections.js';
import { absentVersions, replacements, twiceInForce } from './succession.js';
import type { Check } from './texts.js';

export const checks: readonly Check[] = [
  dates,
  absentVersions,
  replacements,
  twiceInForce,
  articles,
  links,
  dataLinks,
  quotes,
  provenance,
  duplicateHeadings,
  emptySections,
  factless,
  stubs,
];
