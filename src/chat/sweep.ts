import { appendDeferred } from '../storage/audit.js';
import { eraseOldReplies } from '../storage/inbox.js';
import { dropExpired } from '../storage/outbox.js';
import { findIdleFlows, forgetSessions } from '../storage/sessions.js';
import { carryOut } from './commit.js';
import { discarded } from './discard.js';
import type { Tools } from './plan.js';
import { forgetIdle, IDLE_MS, idleMs, keepMemory, readMemory } from './session.js';

/** A silent conversation keeps the note that something was dropped for a day. */
const SESSION_MS = 24 * 3_600_000;

/** Erases what has had its time: replies, idle flows with their sealed parts, sessions. */
export async function sweep(tools: Tools): Promise<void> {
  const { store, localKey, services, clock, log } = tools;
  const now = clock.now();
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
  const idle = (await findIdleFlows(store.read, before(IDLE_MS)))
    .map((row) => ({ ...row, memory: readMemory(localKey, row) }))
    .filter(({ updatedAt, memory }) => updatedAt < before(idleMs(memory)));
  await store.transaction(async (tx) => {
    for (const row of idle) {
      const { memory } = row;
      // Another process may have gone on with it meanwhile: then it is not idle, and nothing of it goes.
      if (!(await keepMemory(tx, localKey, row, forgetIdle(memory), now))) continue;
      const effects = discarded(tools, memory.flow);
      const { untraced = false, confidential = false } = memory.flow ?? {};
      await carryOut({ sender: '', now }, { effects, untraced, confidential }, tx);
    }
    await forgetSessions(tx, before(SESSION_MS));
    await dropExpired(tx, now);
    for (const service of [...services.others, services.questions]) await service.forget?.(tx, now);
    await appendDeferred(tx, now);
    await eraseOldReplies(tx, now.toISOString());
  });
  for (const service of [...services.others, services.questions])
    if (service.tally) await store.transaction(service.tally);
  // Services erase what is confidential, too: what went must not stay in the engine's log.
  await store.scrub();
  if (idle.length > 0) log.info('chat.flows-expired', { flows: idle.length });
}
