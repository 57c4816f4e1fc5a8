import { join } from 'node:path';
import { type Assistant, createAssistant } from '../chat/assistant.js';
import { type Clock, systemClock } from '../lib/clock.js';
import { createLog, type Log } from '../lib/log.js';
import { createServices, serviceMigrations } from '../services/index.js';
import { createSealing } from '../services/tips/sealing.js';
import { openStore } from '../storage/engines/index.js';
import { openLocalKey } from '../storage/local-key.js';
import type { Store } from '../storage/store.js';
import { openBenefits } from './benefit-rules.js';
import type { Config } from './config.js';
import type { IndexReport } from './index-knowledge.js';
import type { Library } from './library.js';
import { openAnswering } from './open-answering.js';

export interface AssembleOptions {
  readonly config: Config;
  /** What works less well than it should, in people's words. */
  readonly warn: (message: string) => void;
  /** Told a staff password that was made up for the first tip, exactly once: it is written nowhere. */
  readonly onPasswordCreated: (password: string) => void;
  /** Build the knowledge when the texts changed, or only when there is none. */
  readonly build: 'stale' | 'missing';
  readonly onIndexed?: (report: IndexReport) => void;
  /** Where records go instead of the data folder: an evaluation must not fill the bureau's books. */
  readonly recordsFolder?: string;
  /** Messages of one sender in a minute, where the configuration's should not hold. */
  readonly messagesPerMinute?: number;
  readonly clock?: Clock;
  readonly log?: Log;
}

/** The running bot without its channels. */
export interface House {
  readonly assistant: Assistant;
  readonly store: Store;
  readonly library: Library;
  readonly log: Log;
  /** A secret of this installation for a purpose, base64url, 43 characters. */
  secretFor(purpose: string): string;
  close(): Promise<void>;
}

const sweepEveryMs = 60_000;

/** The only wiring: opens what the configuration names, and hands each part what it needs. */
export async function assemble(options: AssembleOptions): Promise<House> {
  const { config, clock = systemClock } = options;
  const folder = options.recordsFolder ?? config.dataFolder;
  const log = options.log ?? createLog({ level: config.log.level });
  const localKey = openLocalKey(folder, config.secrets.localKey?.reveal());
  const benefits = await openBenefits(config);
  const services = createServices({ bureau: config.bureau, localKey, benefits });
  const [store, { answering, library, emergency }] = await Promise.all([
    openStore({ engine: config.storage.engine, folder, migrations: serviceMigrations(services) }),
    openAnswering({ ...options, log, follow: true, warm: true }),
  ]);
  const password = config.secrets.staffPassword?.reveal();
  const sealing = createSealing({
    folder: join(folder, 'keys'),
    onPasswordCreated: options.onPasswordCreated,
    ...(password === undefined ? {} : { password }),
  });
  const messages = options.messagesPerMinute ?? config.limits.messagesPerMinute;
  const assistant = createAssistant({
    store,
    localKey,
    answering,
    emergency,
    services,
    seal: () => sealing.seal(),
    clock,
    log,
    rateLimit: { messages, withinMs: 60_000 },
  });
  await assistant.sweep();
  const sweeping = setInterval(() => void assistant.sweep(), sweepEveryMs);
  sweeping.unref();
  return {
    assistant,
    store,
    library,
    log,
    secretFor: (purpose) => localKey.derive(purpose).toString('base64url'),
    async close() {
      clearInterval(sweeping);
      await assistant.close();
      library.close();
      await store.close();
    },
  };
}
