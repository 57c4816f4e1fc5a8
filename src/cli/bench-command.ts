import { loadConfig } from '../app/config.js';
import { knowledgeFile } from '../app/knowledge-folders.js';
import { benchRetrieval } from '../evaluation/bench-retrieval.js';
import { parseLexicon } from '../retrieval/lexicon.js';

/** Indexes a file of documents, then answers each line of standard input at once, with the lexicon that the bot uses. */
export async function bench(docs: string): Promise<number> {
  const lexicon = parseLexicon(await knowledgeFile(loadConfig(), 'lexicon.yaml'));
  await benchRetrieval(docs, process.stdin, process.stdout, lexicon);
  return 0;
}
