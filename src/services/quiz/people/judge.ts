import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { type CampaignState, campaignStates } from '../campaign/campaign.js';
import { notePart } from '../campaign/hands.js';
import { type Acting, requireCampaign, requirePart, requirePermission } from '../campaign/step.js';
import { checkedReason } from '../campaign/withdraw.js';
import { rescore } from '../play/rescore.js';
import type { QuizTables } from '../tables.js';

/** Before the names are frozen: after that nothing changes who is in the draw. */
const JUDGING: readonly CampaignState[] = ['OPEN', 'CLOSED'];

/** @throws YiwenError `quiz.denied`, `quiz.two-parts`, `quiz.wrong-state` */
async function requireJudge(tx: Tx, number: string, { member }: Acting): Promise<void> {
  requirePermission(member, 'quiz.judge');
  const { state } = await requireCampaign(tx, number);
  if (!JUDGING.includes(state))
    throw new YiwenError(
      'quiz.wrong-state',
      `这一场现在是「${campaignStates[state]}」，不能再处理异常`,
      '名单冻结以前才能处理；冻结以后名单不再变',
    );
  await requirePart(tx, number, member, 'reviewer');
  await notePart(tx, number, member.login, 'reviewer');
}

const decided = ({ member, now }: Acting, outcome: 'dismissed' | 'voided', reason: string) => ({
  ...{ outcome, decided_by: member.login, decided_at: now.toISOString(), reason },
});

/**
 * What looked odd was not: nothing changes for the person.
 * @throws YiwenError `quiz.unknown-flag`, `quiz.no-reason`, and as `requireJudge`
 */
export async function dismissFlag(
  tx: Tx,
  { number, flag, reason: given }: { readonly number: string; readonly flag: string; readonly reason: string },
  acting: Acting,
): Promise<void> {
  await requireJudge(tx, number, acting);
  const reason = checkedReason(given);
  const { numUpdatedRows } = await tx
    .withTables<QuizTables>()
    .updateTable('quiz_flags')
    .set(decided(acting, 'dismissed', reason))
    .where('campaign', '=', number)
    .where('id', '=', flag)
    .where('outcome', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new YiwenError('quiz.unknown-flag', '没有这一条待处理的异常', '可能别人刚处理过，请刷新页面');
  await note(tx, number, 'quiz.dismiss', acting, { flag, reason });
}

/**
 * An attempt that was not fair: it never counts again, and the person ranks by the next best.
 * @throws YiwenError `quiz.unknown-attempt`, `quiz.no-reason`, and as `requireJudge`
 */
export async function voidAttempt(
  tx: Tx,
  { number, attempt, reason: given }: { readonly number: string; readonly attempt: string; readonly reason: string },
  acting: Acting,
): Promise<void> {
  await requireJudge(tx, number, acting);
  const reason = checkedReason(given);
  const db = tx.withTables<QuizTables>();
  const { numUpdatedRows } = await db
    .updateTable('quiz_attempts')
    .set(({ fn, val }) => ({ state: 'VOID', finished_at: fn.coalesce('finished_at', val(acting.now.toISOString())) }))
    .where('id', '=', attempt)
    .where('campaign', '=', number)
    .where('rehearsal', '=', 0)
    .where('state', '!=', 'VOID')
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new YiwenError('quiz.unknown-attempt', '没有这一局，或已经作废', '请刷新页面，按参与码再查一次');
  await db
    .updateTable('quiz_flags')
    .set(decided(acting, 'voided', reason))
    .where('campaign', '=', number)
    .where('attempt', '=', attempt)
    .where('outcome', '=', 'open')
    .execute();
  await rescore(tx, number);
  await note(tx, number, 'quiz.void', acting, { attempt, reason });
}

const note = (tx: Tx, subject: string, action: string, { member, now }: Acting, detail: Record<string, string>) =>
  appendAudit(tx, { at: now, actor: actorOf(member), action, subject, detail });
