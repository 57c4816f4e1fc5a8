import { type Ingested, ingest } from '../ingest.js';
import { withSuccession } from '../succession.js';
import { type Finding, inOrder } from './finding.js';
import { checks } from './index.js';
import { sourceFiles } from './source-files.js';

export interface CheckOptions {
  /** Folders and files, as for `ingest`. */
  readonly paths: readonly string[];
  /** What was extracted earlier is read from here; nothing is written. */
  readonly cacheFolder: string;
}

/** What was wrong with files that could not be read, one finding a fault, at the line that it names. */
function unreadable({ outcomes }: Ingested): Finding[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.status !== 'failed') return [];
    const { message, code, remedy } = outcome.error;
    return message.split('；').map((cause): Finding => {
      const line = Number(/第 (\d+) 行/.exec(cause)?.[1] ?? 1);
      return { severity: 'error', path: outcome.path, line, code, cause, remedy };
    });
  });
}

/** Reads every text and looks for what could make an answer wrong. Builds and writes nothing. */
export async function checkKnowledge({ paths, cacheFolder }: CheckOptions): Promise<readonly Finding[]> {
  const read = await ingest({ paths, cacheFolder, dryRun: true });
  const sources = await sourceFiles(paths);
  const texts = { documents: read.documents, chunks: withSuccession(read.chunks), sources };
  return inOrder([...unreadable(read), ...checks.flatMap((check) => check(texts))]);
}
