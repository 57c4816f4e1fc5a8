import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type PlacesFile, placesSchema } from '../../src/answering/places.js';
import { placeFinder } from '../../src/app/benefit-rules.js';
import type { RuleFile } from '../../src/services/benefits/rules/rules.js';
import { ruleFileSchema } from '../../src/services/benefits/rules/schema.js';
import type { EstimateOptions } from '../../src/services/benefits/talk/flow.js';

export const knowledgeFolder = resolve(import.meta.dirname, '../../knowledge');

/** The files of rules as shipped, by name. */
export function shippedRuleFiles(): ReadonlyMap<string, RuleFile> {
  const folder = join(knowledgeFolder, 'benefits');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new Map(names.map((name) => [name, ruleFileSchema.parse(parse(readFileSync(join(folder, name), 'utf8')))]));
}

export const shippedRules: readonly RuleFile[] = [...shippedRuleFiles().values()];

let places: PlacesFile | undefined;

/** What an assistant estimates with: the shipped rules and names of places, and a home where one is given. */
export function shippedBenefits(home?: string): EstimateOptions {
  places ??= placesSchema.parse(parse(readFileSync(join(knowledgeFolder, 'places.yaml'), 'utf8')));
  return { rules: shippedRules, placeIn: placeFinder(places, shippedRules), ...(home ? { home } : {}) };
}
