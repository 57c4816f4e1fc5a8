import { actorOf, type Permission } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { type Campaign, type CampaignState, campaignStates } from '../campaign/campaign.js';
import { type Acting, requireCampaign, requirePermission, requireVersion } from '../campaign/step.js';

export type { Acting } from '../campaign/step.js';

/** Which campaign, and the version of it that the page showed. */
export interface Order {
  readonly number: string;
  readonly version: number;
}

interface Needs {
  readonly state: CampaignState;
  /** Any one of these. */
  readonly may: readonly Permission[];
}

/**
 * The campaign of something that is done while it stays in its state.
 * @throws YiwenError `quiz.unknown-campaign`, `quiz.changed-meanwhile`, `quiz.wrong-state`, `quiz.denied`
 */
export async function campaignIn(tx: Tx, order: Order, { member }: Acting, needs: Needs): Promise<Campaign> {
  const found = await requireCampaign(tx, order.number);
  requirePermission(member, ...needs.may);
  requireVersion(found, order.version);
  if (found.state === needs.state) return found;
  throw new YiwenError(
    'quiz.wrong-state',
    `这一场现在是「${campaignStates[found.state]}」，这一步要在「${campaignStates[needs.state]}」时办`,
    '请刷新页面，看看现在到了哪一步',
  );
}

export const audited = (
  tx: Tx,
  { member, now }: Acting,
  action: string,
  subject: string,
  detail: Readonly<Record<string, string | number>> = {},
): Promise<void> => appendAudit(tx, { at: now, actor: actorOf(member), action: `quiz.${action}`, subject, detail });
