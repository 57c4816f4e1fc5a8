import { benchRetrieval } from '../evaluation/bench-retrieval.js';

/** Indexes a file of documents, then answers each line of standard input at once. */
export async function bench(docs: string): Promise<number> {
  await benchRetrieval(docs, process.stdin, process.stdout);
  return 0;
}
