import { actorOf, may, type Permission, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { type Campaign, type CampaignState, campaignStates } from '../campaign/campaign.js';
import { readCampaign } from '../campaign/read.js';
import type { QuizTables } from '../tables.js';

export interface Acting {
  readonly member: StaffMember;
  readonly now: Date;
}

/** Which campaign, and the version of it that the page showed. */
export interface Order {
  readonly number: string;
  readonly version: number;
}

/** Any one of these. */
interface StepNeeds {
  readonly state: CampaignState;
  readonly may: readonly Permission[];
}

/**
 * The campaign of a step that may be taken now, by this person.
 * @throws YiwenError `quiz.unknown-campaign`, `quiz.changed-meanwhile`, `quiz.not-now`, `quiz.denied`, `quiz.conflict-of-interest`
 */
export async function campaignFor(tx: Tx, order: Order, acting: Acting, needs: StepNeeds): Promise<Campaign> {
  const found = await readCampaign(tx, order.number);
  if (!found) throw new YiwenError('quiz.unknown-campaign', '没有这一场竞答', '请回到列表再选');
  if (found.version !== order.version) throw changedMeanwhile();
  if (found.state !== needs.state)
    throw new YiwenError(
      'quiz.not-now',
      `这一场现在是「${campaignStates[found.state]}」，这一步要在「${campaignStates[needs.state]}」时做`,
      '请刷新页面，看清下一步是什么',
    );
  if (!needs.may.some((permission) => may(acting.member, permission)))
    throw new YiwenError('quiz.denied', '您没有做这一步的权限', '请由有竞答开奖权限的同事办理');
  return found;
}

/** One person is not two of editor, reviewer and drawer, whatever their roles are today. */
export function requireDrawer({ editor, reviewer }: Campaign, { member }: Acting): void {
  if (member.login !== editor && member.login !== reviewer) return;
  const did = member.login === editor ? '编辑' : '审核';
  throw new YiwenError(
    'quiz.conflict-of-interest',
    `这一场是您${did}的，不能再由您冻结、开奖或公布`,
    '请由另一位开奖人员办理',
  );
}

export const changedMeanwhile = () =>
  new YiwenError('quiz.changed-meanwhile', '这一场刚被别人改过', '请返回，刷新页面看清现在的状态再操作');

/** On to another state, or the same with something else changed: the version counts it. */
export async function moveCampaign(
  tx: Tx,
  { number, version }: Order,
  change: Partial<QuizTables['quiz_campaigns']>,
): Promise<void> {
  const result = await tx
    .withTables<QuizTables>()
    .updateTable('quiz_campaigns')
    .set({ ...change, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw changedMeanwhile();
}

export const audited = (
  tx: Tx,
  { member, now }: Acting,
  action: string,
  subject: string,
  detail: Readonly<Record<string, string | number>> = {},
): Promise<void> => appendAudit(tx, { at: now, actor: actorOf(member), action: `quiz.${action}`, subject, detail });
