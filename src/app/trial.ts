import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ask } from '../evaluation/evaluate.js';
import { systemClock } from '../lib/clock.js';
import { silentLog } from '../lib/log.js';
import { createSealing } from '../storage/sealing/sealing.js';
import type { Config } from './config.js';
import type { ConfiguredAnswering } from './configured-answering.js';
import { openRecords } from './records.js';
import { wireAssistant } from './wire-assistant.js';

/**
 * A whole bot over any answering, for as long as `use` runs. Its books go to a folder that is thrown away: a trial must
 * not fill the bureau's.
 */
export async function withTrial<Result>(
  config: Config,
  answering: ConfiguredAnswering,
  use: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'yiwen-trial-'));
  try {
    const records = await openRecords(config, folder);
    const assistant = wireAssistant({
      config,
      records,
      answering,
      sealing: createSealing({ store: records.store, onCodeCreated: () => {} }),
      messagesPerMinute: 1_000_000,
      clock: systemClock,
      log: silentLog,
    });
    try {
      return await use((sender, id, text) =>
        assistant.receive({ channel: 'trial', chat: sender, sender, id, kind: 'text', text, sentAt: new Date() }),
      );
    } finally {
      await assistant.close();
      await records.store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
