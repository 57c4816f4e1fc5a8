import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ingest } from '../../../../src/ingestion/ingest.js';
import { withSuccession } from '../../../../src/ingestion/succession.js';
import { type Passages, passagesIn } from '../../../../src/services/quiz/bank/passages.js';

export const knowledgeFolder = resolve(import.meta.dirname, '../../../../knowledge');

/** The shipped knowledge as the house cuts it. */
export async function shippedPassages(): Promise<Passages> {
  const cacheFolder = join(tmpdir(), 'yiwen-no-cache');
  const { chunks } = await ingest({ paths: [knowledgeFolder], cacheFolder, dryRun: true });
  return passagesIn(withSuccession(chunks));
}
