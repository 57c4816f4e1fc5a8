import type { Services } from '../chat/service.js';
import { createServices, serviceMigrations } from '../services/index.js';
import { openStore } from '../storage/engines/index.js';
import { type LocalKey, openLocalKey } from '../storage/local-key.js';
import type { Store } from '../storage/store.js';
import { openBenefits } from './benefit-rules.js';
import type { Config } from './config.js';

/** What is kept, and what keeps it. */
export interface Records {
  readonly folder: string;
  readonly store: Store;
  readonly services: Services;
  readonly localKey: LocalKey;
}

/** The records alone, as staff commands need them: without knowledge or channels. Close the store when done. */
export async function openRecords(config: Config, folder = config.dataFolder): Promise<Records> {
  const localKey = openLocalKey(folder, config.secrets.localKey?.reveal());
  const { bureau, ratings, retention, handoff, forms, quiz } = config;
  const { tips } = config.casework;
  const benefits = await openBenefits(config);
  const services = createServices({ bureau, localKey, ratings, retention, handoff, forms, quiz, tips, benefits });
  const { engine } = config.storage;
  const store = await openStore({ engine, folder, migrations: serviceMigrations(services) });
  return { folder, store, services, localKey };
}
