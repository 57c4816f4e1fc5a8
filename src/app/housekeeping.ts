import type { Retention } from '../chat/keeper.js';
import { type Clock, chinaDay } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { applyRetention } from '../services/privacy/retention.js';
import { publishHead } from '../storage/audit-heads.js';
import type { Records } from './records.js';

export interface HousekeepingOptions {
  readonly records: Records;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly log: Log;
  /** What services have done for them daily; none of it may reject. */
  readonly daily?: readonly ((now: Date) => Promise<void>)[];
}

/** What is done once a day: to be called every minute or so. A fault is logged, and tried again. */
export function createHousekeeping({
  records,
  retention,
  clock,
  log,
  daily = [],
}: HousekeepingOptions): () => Promise<void> {
  const { folder, store, services } = records;
  let done = '';
  return async () => {
    const now = clock.now();
    if (chinaDay(now) === done) return;
    try {
      await applyRetention(store, services, retention, now);
      for (const work of daily) await work(now);
      const head = await publishHead(folder, store.read, now);
      // In the log too: wherever that is gathered, the head is out of reach of whoever changes this machine.
      if (head) log.info('audit.head-published', { ...head });
      done = chinaDay(now);
    } catch (error) {
      log.error('house.keeping-failed', { error });
    }
  };
}
