import { eraseOldReplies } from '../storage/inbox.js';
import { dropExpired } from '../storage/outbox.js';
import { findIdleFlows, forgetSessions } from '../storage/sessions.js';
import type { Tools } from './plan.js';
import { forgetIdle, IDLE_MS, keepSession, readMemory } from './session.js';

/** A confidential reply is kept this long for a platform that delivers again; platforms give up within a minute. */
const CONFIDENTIAL_REPLY_MS = 10 * 60_000;
const REPLY_MS = 7 * 24 * 3_600_000;
/** A silent conversation keeps the note that something was dropped for a day. */
const SESSION_MS = 24 * 3_600_000;

/** Erases what has had its time: replies, idle flows with their sealed parts, sessions. */
export async function sweep({ store, localKey, services, clock, log }: Tools): Promise<void> {
  const now = clock.now();
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
  const idle = await findIdleFlows(store.read, before(IDLE_MS));
  await store.transaction(async (tx) => {
    for (const row of idle) {
      const session = { key: row.key, version: row.version, memory: readMemory(localKey, row) };
      await keepSession(tx, localKey, session, forgetIdle(session.memory), now);
    }
    await forgetSessions(tx, before(SESSION_MS));
    await dropExpired(tx, now);
    for (const service of [...services.others, services.questions]) await service.forget?.(tx, now);
    await eraseOldReplies(tx, { confidential: before(CONFIDENTIAL_REPLY_MS), other: before(REPLY_MS) });
  });
  // Services erase what is confidential, too: what went must not stay in the engine's log.
  await store.scrub();
  if (idle.length > 0) log.info('chat.flows-expired', { flows: idle.length });
}
