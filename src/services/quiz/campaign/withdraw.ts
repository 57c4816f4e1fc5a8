import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { maskPersonalData } from '../../../lib/personal-data.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { readQuestion } from '../bank/read.js';
import { rescore } from '../play/rescore.js';
import type { QuizTables } from '../tables.js';
import { type CampaignState, campaignStates } from './campaign.js';
import { notePart } from './hands.js';
import { notice } from './notices.js';
import { readPool } from './read.js';
import { type Acting, requireCampaign, requirePart, requirePermission } from './step.js';

export interface Withdrawal {
  readonly number: string;
  /** Id of the question. */
  readonly question: string;
  /** What is wrong with it: everybody may read it. */
  readonly reason: string;
}

/** While it is being played, or over and nobody's name is frozen yet. */
const WITHDRAWING: readonly CampaignState[] = ['REVIEWED', 'OPEN', 'CLOSED'];

/** @throws YiwenError `quiz.no-reason` */
export function checkedReason(given: string): string {
  const reason = maskPersonalData(given.replace(/\s+/g, ' ').trim());
  if ([...reason].length >= 4 && [...reason].length <= 300) return reason;
  throw new YiwenError('quiz.no-reason', '原因要写4至300个字', '例如：答案与2026年新规定不一致');
}

/**
 * A question found wrong: never drawn again, right for everybody who had it, and told in public.
 * @returns how many people's best result changed
 * @throws YiwenError `quiz.denied`, `quiz.two-parts`, `quiz.wrong-state`, `quiz.unknown-question`, `quiz.no-reason`
 */
export async function withdrawFromCampaign(
  tx: Tx,
  { number, question, reason: given }: Withdrawal,
  { member, now }: Acting,
): Promise<{ readonly people: number }> {
  requirePermission(member, 'quiz.review');
  const reason = checkedReason(given);
  const { state } = await requireCampaign(tx, number);
  if (!WITHDRAWING.includes(state))
    throw new YiwenError(
      'quiz.wrong-state',
      `这一场现在是「${campaignStates[state]}」，不能撤题`,
      '名单冻结以前才能撤题；草稿里的题请在题库里改',
    );
  await requirePart(tx, number, member, 'reviewer');
  await notePart(tx, number, member.login, 'reviewer');
  const version = await requireDrawn(tx, number, question);
  const at = now.toISOString();
  await takeOut(tx, { number, question, version, at });
  const people = await rescore(tx, number);
  const stem = (await readQuestion(tx, { id: question, version }))?.stem ?? question;
  const detail = { question, version, reason, people };
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'quiz.withdraw', subject: number, detail });
  const told = `题目「${stem}」有误，已撤下，不再出这道题；抽到过它的，这道题都按答对算，成绩和名次已重算。原因：${reason}`;
  await notice(tx, number, told, actorOf(member), now);
  return { people };
}

/** @returns the version that the campaign asks */
async function requireDrawn(tx: Tx, number: string, question: string): Promise<number> {
  const found = (await readPool(tx, number)).find((one) => one.question === question);
  if (found && !found.withdrawn) return found.version;
  throw new YiwenError(
    'quiz.unknown-question',
    found ? '这道题已经撤下了' : `这一场没有题号是 ${question} 的题`,
    '请在「题目」页里核对题号',
  );
}

async function takeOut(
  tx: Tx,
  { number, question, version, at }: { number: string; question: string; version: number; at: string },
): Promise<void> {
  const db = tx.withTables<QuizTables>();
  const rows = () => db.updateTable('quiz_pool').where('question', '=', question).where('version', '=', version);
  await rows().set({ withdrawn_at: at }).where('campaign', '=', number).execute();
  // Wrong here is wrong everywhere: other campaigns ask it no more, and their reviewers decide on what was answered.
  await rows()
    .set({ rested_at: at })
    .where('campaign', '!=', number)
    .where('rested_at', 'is', null)
    .where(
      'campaign',
      'in',
      db.selectFrom('quiz_campaigns').select('number').where('state', 'in', ['REVIEWED', 'OPEN']),
    )
    .execute();
  await db
    .updateTable('quiz_questions')
    .set({ state: 'withdrawn' })
    .where('id', '=', question)
    .where('version', '=', version)
    .execute();
}
