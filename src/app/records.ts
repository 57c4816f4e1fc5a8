import { createServices, serviceMigrations } from '../services/index.js';
import { openStore } from '../storage/engines/index.js';
import { openLocalKey } from '../storage/local-key.js';
import type { Store } from '../storage/store.js';
import type { Config } from './config.js';

/** The records alone, for staff commands that need neither knowledge nor channels. Close it when done. */
export async function openRecords(config: Config): Promise<Store> {
  const localKey = openLocalKey(config.dataFolder, config.secrets.localKey?.reveal());
  const services = createServices({ bureau: config.bureau, localKey });
  const { engine } = config.storage;
  return openStore({ engine, folder: config.dataFolder, migrations: serviceMigrations(services) });
}
