import { parse } from 'yaml';
import type { z } from 'zod';
import { type BoundaryRule, boundariesSchema } from '../answering/boundaries.js';
import { type PlacesFile, placesSchema } from '../answering/places.js';
import { YiwenError } from '../lib/errors.js';
import type { Config } from './config.js';
import { knowledgeFile } from './index-knowledge.js';

/** What staff keep beside the texts and answering needs at hand. */
export interface KnowledgeData {
  readonly boundaries: readonly BoundaryRule[];
  readonly places: PlacesFile;
}

async function read<Value>(config: Config, name: string, schema: z.ZodType<Value>, empty: unknown): Promise<Value> {
  const text = await knowledgeFile(config, name);
  try {
    return schema.parse(parse(text) ?? empty);
  } catch (cause) {
    throw new YiwenError(
      'knowledge.data-invalid',
      `${name} 读不懂：${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''}`,
      `请按 knowledge/README.md 的格式改正 ${name}。`,
      { cause },
    );
  }
}

/** Reads `boundaries.yaml` and `places.yaml`; a file that is missing is empty. */
export async function readKnowledgeData(config: Config): Promise<KnowledgeData> {
  const [boundaries, places] = await Promise.all([
    read(config, 'boundaries.yaml', boundariesSchema, []),
    read(config, 'places.yaml', placesSchema, {}),
  ]);
  return { boundaries, places };
}
