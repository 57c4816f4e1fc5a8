import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type BoundaryExamples,
  type BoundaryRule,
  boundariesSchema,
  boundaryExamplesSchema,
} from '../answering/boundaries.js';
import { type PlacesFile, placesSchema } from '../answering/places.js';
import { YiwenError } from '../lib/errors.js';
import type { Config } from './config.js';
import { knowledgeFile } from './knowledge-folders.js';

/** What staff keep beside the texts and answering needs at hand. */
export interface KnowledgeData {
  readonly boundaries: readonly BoundaryRule[];
  readonly boundaryExamples: BoundaryExamples;
  readonly places: PlacesFile;
}

/** A YAML file of the knowledge folders, as its schema says. @throws `knowledge.data-invalid` with where it is wrong */
export async function readDataFile<Value>(
  config: Config,
  name: string,
  schema: z.ZodType<Value>,
  empty: unknown,
): Promise<Value> {
  const text = await knowledgeFile(config, name);
  try {
    return schema.parse((await parsedOnce(config, name, text)) ?? empty);
  } catch (cause) {
    throw new YiwenError(
      'knowledge.data-invalid',
      `${name} 读不懂：${faultOf(cause)}`,
      `请按 knowledge/README.md 的格式改正 ${name}。`,
      { cause },
    );
  }
}

/** Where it is wrong and what is: `rules.0.from：日期请写成 2026-01-01`. */
function faultOf(cause: unknown): string {
  const [issue] = cause instanceof z.ZodError ? cause.issues : [];
  if (issue)
    return `${issue.path.join('.')}：${issue.code === 'unrecognized_keys' ? `不认识 ${issue.keys.join('、')}` : issue.message}`;
  return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
}

/** YAML takes a third of a second to parse here, JSON a hundredth: what was parsed is kept with the hash of its text. */
async function parsedOnce(config: Config, name: string, text: string): Promise<unknown> {
  const file = join(config.dataFolder, 'cache', `${name.replaceAll('/', '-')}.json`);
  const hash = createHash('sha256').update(text).digest('hex');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.startsWith(hash)) {
    try {
      return JSON.parse(kept.slice(hash.length));
    } catch {
      // a file that was cut off: parsed anew below
    }
  }
  const value: unknown = parse(text);
  await writeFile(`${file}.new`, `${hash}${JSON.stringify(value ?? null)}`)
    .then(() => rename(`${file}.new`, file))
    .catch(() => undefined); // without a folder to keep it in, it is parsed again
  return value;
}

/** Reads `boundaries.yaml`, `boundary-examples.yaml` and `places.yaml`; a file that is missing is empty. */
export async function readKnowledgeData(config: Config): Promise<KnowledgeData> {
  const [boundaries, boundaryExamples, places] = await Promise.all([
    readDataFile(config, 'boundaries.yaml', boundariesSchema, []),
    readDataFile(config, 'boundary-examples.yaml', boundaryExamplesSchema, {}),
    readDataFile(config, 'places.yaml', placesSchema, {}),
  ]);
  const unknown = boundaryExamples.rules.find(({ id }) => !boundaries.some((rule) => rule.id === id));
  if (unknown && boundaries.length > 0) throw unknownRule(unknown.id);
  return { boundaries, boundaryExamples, places };
}

function unknownRule(id: string): YiwenError {
  return new YiwenError(
    'knowledge.data-invalid',
    `boundary-examples.yaml 里的规则 ${id} 在 boundaries.yaml 里没有`,
    '请改正 id，或在 boundaries.yaml 里补上这条规则。',
  );
}
