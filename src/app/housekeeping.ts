import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { publishHead } from '../storage/audit-heads.js';
import type { Records } from './records.js';

export interface HousekeepingOptions {
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is done once a day, tried every minute. A fault is logged, and tried again. */
export async function keepHouse({ records, clock, log }: HousekeepingOptions): Promise<void> {
  try {
    const head = await publishHead(records.folder, records.store.read, clock.now());
    // In the log too: wherever that is gathered, the head is out of reach of whoever changes this machine.
    if (head) log.info('audit.head-published', { ...head });
  } catch (error) {
    log.error('house.keeping-failed', { error });
  }
}
