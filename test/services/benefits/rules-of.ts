import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { RuleFile } from '../../../src/services/benefits/rules/rules.js';
import { ruleFileSchema } from '../../../src/services/benefits/rules/schema.js';

export const knowledgeFolder = resolve(import.meta.dirname, '../../../knowledge');
const folder = join(knowledgeFolder, 'benefits');

/** The files of rules as shipped, by name. */
export function shippedFiles(): ReadonlyMap<string, RuleFile> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new Map(names.map((name) => [name, ruleFileSchema.parse(parse(readFileSync(join(folder, name), 'utf8')))]));
}

export const shippedRules: readonly RuleFile[] = [...shippedFiles().values()];
