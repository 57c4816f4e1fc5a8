import { randomInt } from 'node:crypto';
import { actorOf } from '../../../domain/staff.js';
import { chinaDay } from '../../../lib/clock.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import type { CampaignPlan } from './campaign.js';
import { notePart } from './hands.js';
import { clearPool, freezePool, requireSupply } from './pool.js';
import { campaignOf } from './read.js';
import { type Acting, changeRow, requirePermission, type StepOrder, takeStep } from './step.js';
import { markOf } from './supply.js';

export { withdrawFromCampaign } from './withdraw.js';

const planColumns = (plan: CampaignPlan) => ({
  plan: JSON.stringify(plan),
  opens_at: plan.opensAt,
  closes_at: plan.closesAt,
});

/**
 * A new draft.
 * @returns its number, QZ2026-01: counted within the year in China
 * @throws YiwenError `quiz.denied`, `quiz.too-few-questions`
 */
export async function createCampaign(tx: Tx, plan: CampaignPlan, { member, now }: Acting): Promise<string> {
  requirePermission(member, 'quiz.edit');
  await requireSupply(tx, plan);
  const number = await nextNumber(tx, chinaDay(now).slice(0, 4));
  await tx
    .withTables<QuizTables>()
    .insertInto('quiz_campaigns')
    .values({
      ...{ ...planColumns(plan), number, state: 'DRAFT', version: 1, rehearsal_code: rehearsalCode() },
      ...{ editor: member.login, reviewer: null, drawer: null },
      ...{ created_at: now.toISOString(), opened_at: null, closed_at: null },
    })
    .execute();
  await notePart(tx, number, member.login, 'editor');
  const detail = { title: plan.title };
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'quiz.create', subject: number, detail });
  return number;
}

async function nextNumber(tx: Tx, year: string): Promise<string> {
  const rows = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_campaigns')
    .select('number')
    .where('number', 'like', `QZ${year}-%`)
    .execute();
  const last = Math.max(0, ...rows.map(({ number }) => Number(number.split('-')[1])));
  return `QZ${year}-${String(last + 1).padStart(2, '0')}`;
}

/** Six characters that are not taken for each other: typed by staff on a phone. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const rehearsalCode = () => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Another plan for a draft. @throws YiwenError as `takeStep`, and `quiz.too-few-questions` */
export async function changeCampaign(
  tx: Tx,
  { plan, ...order }: StepOrder & { readonly plan: CampaignPlan },
  acting: Acting,
): Promise<void> {
  await requireSupply(tx, plan);
  await takeStep(tx, order, 'change', acting, planColumns(plan));
}

/**
 * The second person has looked at it: what may be drawn is frozen, question and version.
 * @param order `mark`: of the questions that they read (`markOf`); absent where they took the bank as it is
 * @throws YiwenError as `takeStep`, and `quiz.too-few-questions`, `quiz.over`, `quiz.bank-changed`
 */
export async function reviewCampaign(
  tx: Tx,
  { mark, ...order }: StepOrder & { readonly mark?: string },
  acting: Acting,
): Promise<void> {
  const found = await takeStep(tx, order, 'review', acting);
  requireAhead(found, acting.now);
  const frozen = await freezePool(tx, found);
  if (mark === undefined || mark === markOf(frozen)) return;
  throw new YiwenError('quiz.bank-changed', '您看题的时候题库变了', '没有审核。请重新打开审核页，看过改动的题再审');
}

/** Back to the editor; its pool is gone. */
export async function reviseCampaign(tx: Tx, order: StepOrder, acting: Acting): Promise<void> {
  const { number } = await takeStep(tx, order, 'revise', acting);
  await clearPool(tx, number);
}

/**
 * From `opensAt` on people may answer.
 * @throws YiwenError as `takeStep`, and `quiz.over`, `quiz.pool-changed`
 */
export async function openCampaign(tx: Tx, order: StepOrder, acting: Acting): Promise<void> {
  const found = await takeStep(tx, order, 'open', acting, { opened_at: acting.now.toISOString() });
  requireAhead(found, acting.now);
  await requireSupply(tx, found, 'pool');
}

export async function closeCampaign(tx: Tx, order: StepOrder, acting: Acting): Promise<void> {
  await takeStep(tx, order, 'close', acting, { closed_at: acting.now.toISOString() });
}

/** Closes campaigns whose time is up; called every minute or so. @returns their numbers */
export async function closeDue(tx: Tx, now: Date): Promise<readonly string[]> {
  const rows = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_campaigns')
    .selectAll()
    .where('state', '=', 'OPEN')
    .where('closes_at', '<=', now.toISOString())
    .execute();
  for (const campaign of rows.map(campaignOf)) {
    await changeRow(tx, campaign, { state: 'CLOSED', closed_at: campaign.closesAt });
    const detail = { from: 'OPEN', to: 'CLOSED', version: campaign.version + 1 };
    await appendAudit(tx, { at: now, actor: 'bot', action: 'quiz.close', subject: campaign.number, detail });
  }
  return rows.map(({ number }) => number);
}

function requireAhead({ closesAt }: Pick<CampaignPlan, 'closesAt'>, now: Date): void {
  if (now.toISOString() < closesAt) return;
  throw new YiwenError('quiz.over', '这一场的结束时间已经过了', '请退回草稿，把时间改到今后');
}
