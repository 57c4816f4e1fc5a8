import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createBoundaries } from '../../src/answering/boundaries.js';
import { createAnswering } from '../../src/answering/pipeline.js';
import { placesSchema } from '../../src/answering/places.js';
import { ingest } from '../../src/ingestion/ingest.js';
import { withSuccession } from '../../src/ingestion/succession.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { emptyLexicon } from '../../src/retrieval/lexicon.js';
import { openKnowledgeBase } from '../../src/retrieval/open-knowledge-base.js';
import { buildSnapshot } from '../../src/retrieval/snapshot/build-snapshot.js';

/** The real answering over texts given by file name, read, indexed and opened in a new folder within `home`. */
export async function answeringOver(home: string, files: Readonly<Record<string, string>>, homePlace?: string) {
  const folder = mkdtempSync(join(home, 'run-'));
  const texts = join(folder, 'texts');
  mkdirSync(texts);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(texts, name), text);
  const read = await ingest({ paths: [texts], cacheFolder: join(folder, 'cache'), dryRun: true });
  expect(read.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  const embedder = hashedEmbedder();
  await buildSnapshot({
    documents: read.documents,
    chunks: withSuccession(read.chunks),
    lexicon: emptyLexicon,
    embedder,
    folder: join(folder, 'index'),
  });
  const knowledge = await openKnowledgeBase({
    folder: join(folder, 'index'),
    embedder,
    warn: (text) => expect.fail(text),
  });
  const answering = createAnswering({
    knowledge: () => knowledge,
    boundaries: createBoundaries([]),
    places: placesSchema.parse({}),
    bureau: { phones: [] },
    ...(homePlace ? { homePlace } : {}),
  });
  return { answering, documents: new Map(read.documents.map((document) => [document.path, document])) };
}
