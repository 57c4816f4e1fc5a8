import { join } from 'node:path';
import { type Assistant, createAssistant } from '../chat/assistant.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { createSealing } from '../services/tips/sealing.js';
import type { Config } from './config.js';
import type { ConfiguredAnswering } from './configured-answering.js';
import type { Records } from './records.js';

export interface WireOptions {
  readonly config: Config;
  readonly records: Records;
  readonly answering: ConfiguredAnswering;
  readonly onPasswordCreated: (password: string) => void;
  readonly messagesPerMinute: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** The assistant over records and answering that are open. */
export function wireAssistant(options: WireOptions): Assistant {
  const { config, records, answering, onPasswordCreated, messagesPerMinute, clock, log } = options;
  const password = config.secrets.staffPassword?.reveal();
  const sealing = createSealing({
    folder: join(records.folder, 'keys'),
    onPasswordCreated,
    ...(password === undefined ? {} : { password }),
  });
  const { store, services, localKey } = records;
  return createAssistant({
    ...{ store, services, localKey, clock, log },
    answering: answering.answering,
    emergency: answering.emergency,
    seal: () => sealing.seal(),
    rateLimit: { messages: messagesPerMinute, withinMs: 60_000 },
    ...(config.models.chat ? { lateWithinMs: config.models.chat.lateSeconds * 1_000 } : {}),
  });
}
