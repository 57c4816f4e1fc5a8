import { z } from 'zod';

/** A change that older code cannot read raises it. */
export const FORMAT = 2;

/** What `manifest.json` of a snapshot holds. It is written last: a folder without it was never finished. */
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  id: z.string(),
  builtAt: z.string(),
  documents: z.number().int(),
  chunks: z.number().int(),
  places: z.array(z.string()),
  embedding: z.object({ model: z.string(), dimension: z.number().int(), count: z.number().int() }),
  /** Every other file by name, with size and SHA-256. */
  files: z.record(z.string(), z.object({ bytes: z.number().int(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const snapshotFiles = {
  documents: 'documents.jsonl',
  chunks: 'chunks.jsonl',
  lexicon: 'lexicon.json',
  lexical: 'lexical.bin',
  vectors: 'vectors.bin',
  graph: 'vectors.hnsw',
  manifest: 'manifest.json',
} as const;

export const CURRENT = 'CURRENT';
