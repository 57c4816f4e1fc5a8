import { actorOf, may, type Permission, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import { type Campaign, type CampaignPart, campaignParts, campaignStates } from './campaign.js';
import { notePart, partsOf } from './hands.js';
import { readCampaign } from './read.js';
import { type Step, type StepName, stepNamed } from './states.js';

export interface Acting {
  readonly member: StaffMember;
  readonly now: Date;
}

/** `version`: what the page showed; absent for who acts on the campaign as it is now. */
export interface StepOrder {
  readonly number: string;
  readonly version?: number;
}

/** @throws YiwenError `quiz.unknown-campaign` */
export async function requireCampaign(db: Reader | Tx, number: string): Promise<Campaign> {
  const found = await readCampaign(db, number);
  if (found) return found;
  throw new YiwenError('quiz.unknown-campaign', `没有编号是 ${number} 的场次`, '编号像这样：QZ2026-01，请在列表里找');
}

/** @throws YiwenError `quiz.denied` unless they have one of these */
export function requirePermission(member: StaffMember, ...permissions: readonly Permission[]): void {
  if (permissions.some((permission) => may(member, permission))) return;
  throw new YiwenError('quiz.denied', '您没有办这一步的权限', '需要时请系统管理员调整您的角色');
}

/** @throws YiwenError `quiz.two-parts` if they had another part in this campaign before */
export async function requirePart(tx: Tx, number: string, { login }: StaffMember, part: CampaignPart): Promise<void> {
  const other = (await partsOf(tx, number, login)).find((one) => one !== part);
  if (!other) return;
  throw new YiwenError(
    'quiz.two-parts',
    `您是这一场的${campaignParts[other]}，不能再做${campaignParts[part]}`,
    '编辑、审核、开奖要由三个人分别办，请另一位同事来办',
  );
}

/**
 * Takes a campaign one step on: state, permission, version and person are checked, the row is changed and the audit
 * says so, all in the caller's transaction.
 * @param set columns that change with it
 * @returns the campaign as it was before
 * @throws YiwenError `quiz.unknown-campaign`, `quiz.denied`, `quiz.wrong-state`, `quiz.changed-meanwhile`, `quiz.two-parts`
 */
export async function takeStep(
  tx: Tx,
  { number, version }: StepOrder,
  name: StepName,
  { member, now }: Acting,
  set: Partial<QuizTables['quiz_campaigns']> = {},
): Promise<Campaign> {
  const step = stepNamed(name);
  const found = await requireCampaign(tx, number);
  requirePermission(member, step.needs);
  requireState(found, step);
  if (version !== undefined) requireVersion(found, version);
  await requirePart(tx, number, member, step.part);
  await notePart(tx, number, member.login, step.part);
  await changeRow(tx, found, { ...set, state: step.to, [step.part]: member.login });
  const detail = { from: step.from, to: step.to, version: found.version + 1 };
  await appendAudit(tx, { at: now, actor: actorOf(member), action: `quiz.${name}`, subject: number, detail });
  return found;
}

function requireState({ state }: Campaign, { from, title }: Step): void {
  if (state === from) return;
  throw new YiwenError(
    'quiz.wrong-state',
    `这一场现在是「${campaignStates[state]}」，不能${title}`,
    `「${campaignStates[from]}」的场次才能${title}，请刷新页面看看现在到了哪一步`,
  );
}

/** @throws YiwenError `quiz.changed-meanwhile` unless it is as the page showed it */
export function requireVersion(found: Campaign, shown: number): void {
  if (found.version !== shown) throw changedMeanwhile();
}

/** @throws YiwenError `quiz.changed-meanwhile` */
export async function changeRow(
  tx: Tx,
  { number, version }: Pick<Campaign, 'number' | 'version'>,
  set: Partial<QuizTables['quiz_campaigns']>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .withTables<QuizTables>()
    .updateTable('quiz_campaigns')
    .set({ ...set, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw changedMeanwhile();
}

const changedMeanwhile = () =>
  new YiwenError('quiz.changed-meanwhile', '别人刚刚改过这一场', '没有保存。请刷新页面，看过改动再办');
