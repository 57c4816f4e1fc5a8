import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import type { BankQuestion, Question } from './question.js';
import { questionOf } from './read.js';
import { contentOf } from './written.js';

/** A version that is put into the bank as a draft. */
export interface NewVersion {
  readonly question: Question;
  /** The version that it follows; 0 for a new question. */
  readonly basis: number;
  /** `shipped`, or a login. */
  readonly author: string;
  /** What keeps it from being asked, and its QuestionSource; found out by `flagWritten` where they are not given. */
  readonly flag?: string;
  readonly source?: string;
}

const rows = (db: Reader | Tx) => db.withTables<QuizTables>().selectFrom('quiz_questions').selectAll();

/** The newest version of a question. */
export async function latestQuestion(db: Reader | Tx, id: string): Promise<BankQuestion | undefined> {
  const row = await rows(db).where('id', '=', id).where('latest', '=', 1).executeTakeFirst();
  return row && questionOf(row);
}

/** Every version, the newest first. @throws YiwenError `quiz.unknown-question` */
export async function versionsOf(
  db: Reader | Tx,
  id: string,
): Promise<readonly [BankQuestion & { readonly at: string }, ...(BankQuestion & { readonly at: string })[]]> {
  const found = await rows(db).where('id', '=', id).orderBy('version', 'desc').execute();
  const [first, ...older] = found.map((row) => ({ ...questionOf(row), at: row.at }));
  if (first) return [first, ...older];
  throw new YiwenError('quiz.unknown-question', `题库里没有编号为 ${id} 的题`, '请回到题库页再选');
}

/** The newest version's number of each question. */
export async function newestVersions(db: Reader | Tx): Promise<ReadonlyMap<string, number>> {
  const query = db.withTables<QuizTables>().selectFrom('quiz_questions').select(['id', 'version']);
  const found = await query.where('latest', '=', 1).execute();
  return new Map(found.map(({ id, version }) => [id, Number(version)]));
}

const PIECE = 100;

/** Puts new versions in; the ones before stay as they were, for the campaigns that froze them. */
export async function putVersions(tx: Tx, versions: readonly NewVersion[], now: Date): Promise<void> {
  const db = tx.withTables<QuizTables>();
  for (let at = 0; at < versions.length; at += PIECE) {
    const piece = versions.slice(at, at + PIECE);
    const ids = piece.map(({ question }) => question.id);
    await db.updateTable('quiz_questions').set({ latest: 0 }).where('id', 'in', ids).where('latest', '=', 1).execute();
    await db
      .insertInto('quiz_questions')
      .values(
        piece.map(({ question, basis, author, flag = '', source = '' }) => ({
          ...{ id: question.id, version: basis + 1, topic: question.topic, content: contentOf(question) },
          ...{ source, flag, state: 'draft' as const, latest: 1, author, reviewer: null, at: now.toISOString() },
        })),
      )
      .execute();
  }
}

/** Changes what stands beside the content of the newest version. */
export async function changeLatest(
  tx: Tx,
  id: string,
  change: Partial<Pick<QuizTables['quiz_questions'], 'state' | 'flag' | 'source' | 'reviewer'>>,
): Promise<void> {
  const query = tx.withTables<QuizTables>().updateTable('quiz_questions').set(change).where('id', '=', id);
  await query.where('latest', '=', 1).execute();
}

export interface Saving {
  readonly member: Pick<StaffMember, 'login'>;
  readonly now: Date;
  /** The version that was changed; 0 for a new question. */
  readonly basis: number;
}

/**
 * Saves what somebody wrote as a new version in draft. What says the same as the newest version changes nothing.
 * @returns the newest version's number
 * @throws YiwenError `quiz.id-taken`, `quiz.changed-meanwhile`
 */
export async function saveQuestion(tx: Tx, question: Question, { member, now, basis }: Saving): Promise<number> {
  const { id } = question;
  const latest = await latestQuestion(tx, id);
  if (latest && basis === 0) throw new YiwenError('quiz.id-taken', `编号 ${id} 已经用过`, '请换一个编号');
  if ((latest?.version ?? 0) !== basis)
    throw new YiwenError('quiz.changed-meanwhile', '这一题刚被别人改过', '请刷新页面，看过新内容再改');
  if (latest && contentOf(latest) === contentOf(question)) return latest.version;
  const version = basis + 1;
  await putVersions(tx, [{ question, basis, author: member.login }], now);
  const action = basis === 0 ? 'quiz.question-added' : 'quiz.question-edited';
  await appendAudit(tx, { at: now, actor: actorOf(member), action, subject: id, detail: { version } });
  return version;
}
