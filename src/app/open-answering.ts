import { type Boundaries, createBoundaries } from '../answering/boundaries.js';
import { createAnswering } from '../answering/pipeline.js';
import type { Answering } from '../domain/answer.js';
import { normalise } from '../lib/chinese/normalise.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { Embedder } from '../retrieval/embedder.js';
import type { Config } from './config.js';
import { chooseEmbedder } from './embedding.js';
import { hasSnapshot, type IndexReport, indexKnowledge, pathsInUse } from './index-knowledge.js';
import { readKnowledgeData } from './knowledge-data.js';
import { type Library, openLibrary } from './library.js';
import { modelWork } from './model-work.js';

export interface OpenOptions {
  readonly config: Config;
  readonly warn: (message: string) => void;
  /** `stale` reads the texts and builds a new snapshot if they changed; `missing` builds one only where there is none. */
  readonly build: 'stale' | 'missing';
  readonly follow?: boolean;
  /** Learn and load now what the first question would wait for. */
  readonly warm?: boolean;
  readonly onIndexed?: (report: IndexReport) => void;
  readonly log?: Log;
}

export interface OpenAnswering {
  readonly answering: Answering;
  readonly library: Library;
  /** What to say first to a call for help, wherever in a conversation it comes. */
  readonly emergency: (text: string) => string | undefined;
}

async function ensureSnapshot({ config, build, onIndexed }: OpenOptions, embedder: Embedder): Promise<void> {
  const paths = await pathsInUse(config);
  if (build === 'missing' && (await hasSnapshot(config))) return;
  const report = await indexKnowledge({ config, embedder, paths });
  onIndexed?.(report);
}

/** Goes the longest way: no rule's words, no text that holds it, so that the examples are learned too. */
const heldNowhere = '窗前的花开了没有';

/** Everything that answering needs, opened and wired. Close the library when done. */
export async function openAnswering(options: OpenOptions): Promise<OpenAnswering> {
  const { config, warn, follow = false, warm = false, log } = options;
  const embedder = await chooseEmbedder(config);
  await ensureSnapshot(options, embedder);
  const [library, data] = await Promise.all([
    openLibrary({ config, embedder, warn, follow }),
    readKnowledgeData(config),
  ]);
  const boundaries = createBoundaries(data.boundaries, data.boundaryExamples, () => library.current().asks());
  const answering = createAnswering({
    knowledge: () => library.current(),
    boundaries,
    places: data.places,
    bureau: config.bureau,
    ...(config.homePlace ? { homePlace: config.homePlace } : {}),
  });
  if (warm) await answering.extract({ question: heldNowhere, asOf: chinaDay(systemClock.now()) });
  const modelled = await modelWork(config, data.places, log);
  return { answering: { ...answering, ...modelled }, library, emergency: emergencyOf(boundaries) };
}

function emergencyOf(boundaries: Boundaries): OpenAnswering['emergency'] {
  return (text) => {
    const question = normalise(text);
    const boundary = boundaries.exact(question) ?? boundaries.alike(question);
    return boundary?.continues ? boundary.text : undefined;
  };
}
