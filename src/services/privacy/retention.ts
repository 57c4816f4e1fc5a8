import type { Retention } from '../../chat/keeper.js';
import type { Services } from '../../chat/service.js';
import { appendAudit } from '../../storage/audit.js';
import type { Store } from '../../storage/store.js';

/**
 * Erases or unties what has had its time, service by service, each with a line in the audit that says how many. The
 * audit itself and the tips' own records are never touched.
 */
export async function applyRetention(
  store: Store,
  services: Services,
  retention: Retention,
  now: Date,
): Promise<number> {
  let all = 0;
  for (const { name, keeps } of [...services.others, services.questions]) {
    if (!keeps) continue;
    all += await store.transaction(async (tx) => {
      const records = await keeps.expire(tx, retention, now);
      const entry = { at: now, actor: 'bot', action: 'privacy.retention-applied', subject: name, detail: { records } };
      if (records > 0) await appendAudit(tx, entry);
      return records;
    });
  }
  if (all > 0) await store.scrub();
  return all;
}
