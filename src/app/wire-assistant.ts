import { type Assistant, createAssistant } from '../chat/assistant.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { privacyNotice } from '../services/privacy/words.js';
import type { Sealing } from '../storage/sealing/sealing.js';
import type { Config } from './config.js';
import type { ConfiguredAnswering } from './configured-answering.js';
import type { Records } from './records.js';

export interface WireOptions {
  readonly config: Config;
  readonly records: Records;
  readonly answering: ConfiguredAnswering;
  readonly sealing: Sealing;
  readonly messagesPerMinute: number;
  readonly clock: Clock;
  readonly log: Log;
  /** False for trials, which answer to nobody. */
  readonly notice?: boolean;
}

/** The assistant over records and answering that are open. */
export function wireAssistant(options: WireOptions): Assistant {
  const { config, records, answering, sealing, messagesPerMinute, clock, log } = options;
  const { store, services, localKey } = records;
  return createAssistant({
    ...{ store, services, localKey, clock, log },
    answering: answering.answering,
    emergency: answering.emergency,
    seal: () => sealing.seal(),
    rateLimit: { messages: messagesPerMinute, withinMs: 60_000 },
    ...(options.notice ? { notice: privacyNotice } : {}),
    ...(config.models.chat ? { lateWithinMs: config.models.chat.lateSeconds * 1_000 } : {}),
  });
}
