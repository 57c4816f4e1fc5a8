import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { checkQuestion } from './check.js';
import { type Fault, fault, sayFault } from './fault.js';
import { type Passages, sectionCited, sourceOf } from './passages.js';
import type { BankQuestion } from './question.js';
import { changeLatest, latestQuestion } from './records.js';

export interface Reviewing {
  readonly member: Pick<StaffMember, 'login'>;
  readonly passages: Passages;
  /** Asia/Shanghai. */
  readonly day: string;
  readonly now: Date;
}

/** The version that the reviewer saw. */
export type Seen = Pick<BankQuestion, 'id' | 'version'>;

export interface Reviewed {
  readonly passed: readonly string[];
  readonly refused: readonly { readonly id: string; readonly fault: Fault }[];
}

/** Lets questions be drawn: each looked at by a second person, and nothing wrong with it today. The others are told. */
export async function reviewQuestions(tx: Tx, seen: readonly Seen[], reviewing: Reviewing): Promise<Reviewed> {
  const passed: string[] = [];
  const refused: { id: string; fault: Fault }[] = [];
  for (const one of seen) {
    const latest = await latestQuestion(tx, one.id);
    const wrong = whyNot(latest, one, reviewing);
    if (wrong || !latest) refused.push({ id: one.id, fault: wrong ?? gone });
    else {
      await pass(tx, latest, reviewing);
      passed.push(one.id);
    }
  }
  return { passed, refused };
}

const gone = fault('unknown-question', '题库里没有这一题', '请刷新页面。');

function whyNot(latest: BankQuestion | undefined, { version }: Seen, reviewing: Reviewing): Fault | undefined {
  if (!latest) return gone;
  if (latest.version !== version) return fault('changed-meanwhile', '刚被别人改过', '请看过新内容再审核。');
  if (latest.state !== 'draft') return fault('not-a-draft', '不是待审核的题', '请刷新页面，看它现在的状态。');
  if (latest.author === reviewing.member.login)
    return fault('own-question', '是您自己写的题', '请另一位同事审核：写的人和审的人不能是同一个。');
  return checkQuestion(latest, reviewing.passages, reviewing.day).find(({ code }) => !comes.has(code));
}

/** What is right once its day comes: it may be reviewed before, and is flagged until then. */
const comes: ReadonlySet<string> = new Set(['quiz.not-yet', 'quiz.passage-coming']);

async function pass(tx: Tx, question: BankQuestion, { member, passages, day, now }: Reviewing): Promise<void> {
  const { id, version } = question;
  const section = sectionCited(passages, question.cites);
  const [early] = checkQuestion(question, passages, day);
  const flag = early ? sayFault(early) : '';
  const source = section ? { source: JSON.stringify(sourceOf(section)) } : {};
  await changeLatest(tx, id, { state: 'reviewed', reviewer: member.login, flag, ...source });
  const entry = { at: now, actor: actorOf(member), action: 'quiz.question-reviewed', subject: id };
  await appendAudit(tx, { ...entry, detail: { version } });
}

/**
 * Takes a question out of the bank: nothing new draws it, and campaigns under way rest it at the next check. Answers
 * given stand; a question that was wrong is withdrawn from its campaign too.
 * @throws YiwenError `quiz.unknown-question`, `quiz.no-reason`
 */
export async function withdrawQuestion(
  tx: Tx,
  { id, reason }: { readonly id: string; readonly reason: string },
  { member, now }: Pick<Reviewing, 'member' | 'now'>,
): Promise<void> {
  const latest = await latestQuestion(tx, id);
  if (!latest) throw new YiwenError('quiz.unknown-question', gone.cause, gone.remedy);
  if (reason.length < 2 || reason.length > 200)
    throw new YiwenError('quiz.no-reason', '原因要写2至200个字', '例如：限额已调整');
  if (latest.state === 'withdrawn') return;
  await changeLatest(tx, id, { state: 'withdrawn', flag: `已停用：${reason}` });
  const entry = { at: now, actor: actorOf(member), action: 'quiz.question-withdrawn', subject: id };
  await appendAudit(tx, { ...entry, detail: { version: latest.version, reason } });
}
