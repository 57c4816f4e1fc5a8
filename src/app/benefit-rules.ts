import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGazetteer, type PlacesFile, placesSchema } from '../answering/places.js';
import { YiwenError } from '../lib/errors.js';
import { checkRuleFile } from '../services/benefits/rules/check.js';
import type { RuleFile } from '../services/benefits/rules/rules.js';
import { ruleFileSchema } from '../services/benefits/rules/schema.js';
import type { EstimateOptions, NamedPlace } from '../services/benefits/talk/flow.js';
import type { Config } from './config.js';
import { readDataFile } from './knowledge-data.js';
import { dataFilesIn } from './knowledge-folders.js';

/** The texts that the file quotes; undefined for a path that leads out of the knowledge folders or to nothing. */
async function textsOf(config: Config, file: RuleFile): Promise<ReadonlyMap<string, string>> {
  const paths = Object.values(file.documents).flatMap(({ path }) => (path ? [path] : []));
  const inside = paths.filter((path) => !path.startsWith('/') && !path.split('/').includes('..'));
  const texts = await Promise.all(inside.map(async (path) => [path, await textOf(config, path)] as const));
  return new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

async function textOf({ knowledgeFolders }: Config, path: string): Promise<string | undefined> {
  for (const folder of knowledgeFolders) {
    const text = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

async function readRuleFile(config: Config, name: string): Promise<RuleFile> {
  const file = await readDataFile(config, name, ruleFileSchema, {});
  const texts = await textsOf(config, file);
  const [fault] = checkRuleFile(file, (path) => texts.get(path));
  if (fault === undefined) return file;
  throw new YiwenError('knowledge.data-invalid', `${name}：${fault}`, `请按 knowledge/README.md 的格式改正 ${name}。`);
}

/**
 * The rules that estimates are worked out by, every quote in them found in the text that it is said to be in.
 * @throws `knowledge.data-invalid` with the file and the first thing that is wrong in it
 */
export async function readBenefitRules(config: Config): Promise<readonly RuleFile[]> {
  return Promise.all((await dataFilesIn(config, 'benefits')).map((name) => readRuleFile(config, name)));
}

/** The place whose rules a text asks for: the last that it names and does not merely visit. */
export function placeFinder(places: PlacesFile, rules: readonly RuleFile[]): (text: string) => NamedPlace | undefined {
  const gazetteer = createGazetteer(
    places,
    rules.filter(({ fictional }) => !fictional).map(({ place }) => place),
  );
  return (text) => {
    const mentions = gazetteer.mentions(text);
    const foreign = mentions.find(
      ({ said, indexed, province }) => !indexed && !province && places.abroad.includes(said),
    );
    if (foreign) return { name: foreign.said, abroad: true };
    const asked = mentions.filter(({ role }) => role === 'asked').at(-1);
    return asked && { name: asked.indexed ?? asked.said, abroad: false };
  };
}

/** What the estimate needs: the rules, the bureau's own area, the names of places. */
export async function openBenefits(config: Config): Promise<EstimateOptions> {
  const [rules, places] = await Promise.all([
    readBenefitRules(config),
    readDataFile(config, 'places.yaml', placesSchema, {}),
  ]);
  return { rules, placeIn: placeFinder(places, rules), ...(config.homePlace ? { home: config.homePlace } : {}) };
}
