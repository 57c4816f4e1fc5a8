import type { Assistant } from '../chat/assistant.js';
import { type Clock, systemClock } from '../lib/clock.js';
import { createLog, type Log } from '../lib/log.js';
import type { LocalKey } from '../storage/local-key.js';
import { createSealing, type Sealing } from '../storage/sealing/sealing.js';
import type { Store } from '../storage/store.js';
import type { Config } from './config.js';
import { createHousekeeping } from './housekeeping.js';
import type { IndexReport } from './index-knowledge.js';
import type { Library } from './library.js';
import { openAnswering } from './open-answering.js';
import { quizKnowledge } from './quiz-knowledge.js';
import { openRecords } from './records.js';
import { wireAssistant } from './wire-assistant.js';

export interface AssembleOptions {
  readonly config: Config;
  /** What works less well than it should, in people's words. */
  readonly warn: (message: string) => void;
  /** Told the founding code that was made up for the first keys, exactly once: it is written nowhere. */
  readonly onCodeCreated: (code: string) => void;
  /** Build the knowledge when the texts changed, or only when there is none. */
  readonly build: 'stale' | 'missing';
  readonly onIndexed?: (report: IndexReport) => void;
  /** Messages of one sender in a minute, where the configuration's should not hold. */
  readonly messagesPerMinute?: number;
  readonly clock?: Clock;
  readonly log?: Log;
}

/** The running bot without its channels. */
export interface House {
  readonly assistant: Assistant;
  readonly store: Store;
  readonly localKey: LocalKey;
  readonly sealing: Sealing;
  readonly clock: Clock;
  readonly library: Library;
  readonly log: Log;
  /** A secret of this installation for a purpose, base64url, 43 characters. */
  secretFor(purpose: string): string;
  close(): Promise<void>;
}

const sweepEveryMs = 60_000;

/** The only wiring: opens what the configuration names, and hands each part what it needs. */
export async function assemble(options: AssembleOptions): Promise<House> {
  const { config, onCodeCreated, clock = systemClock } = options;
  const log = options.log ?? createLog({ level: config.log.level });
  const records = await openRecords(config);
  const { store, localKey } = records;
  const keepQuiz = quizKnowledge({ config, store, log }).keep;
  const onSwap = () => void keepQuiz(clock.now());
  const { library, ...answering } = await openAnswering({ ...options, log, store, follow: true, warm: true, onSwap });
  const messagesPerMinute = options.messagesPerMinute ?? config.limits.messagesPerMinute;
  const code = config.secrets.staffPassword?.reveal();
  const sealing = createSealing({ store, onCodeCreated, ...(code === undefined ? {} : { code }) });
  const assistant = wireAssistant({ config, records, answering, sealing, messagesPerMinute, clock, log, notice: true });
  const keepHouse = createHousekeeping({ records, retention: config.retention, clock, log, daily: [keepQuiz] });
  const sweep = async () => {
    await assistant.sweep();
    await keepHouse();
  };
  await sweep();
  const sweeping = setInterval(() => void sweep(), sweepEveryMs);
  sweeping.unref();
  return {
    assistant,
    store,
    localKey,
    sealing,
    clock,
    library,
    log,
    secretFor: (purpose) => localKey.derive(purpose).toString('base64url'),
    async close() {
      clearInterval(sweeping);
      await assistant.close();
      await library.close();
      await store.close();
    },
  };
}
