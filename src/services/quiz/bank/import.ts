import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import type { ImportPlan } from './import-plan.js';
import { newestVersions, putVersions } from './records.js';

export interface Importing {
  readonly member: Pick<StaffMember, 'login'>;
  readonly now: Date;
  /** Take the good ones although others were refused. */
  readonly takeGood: boolean;
}

export const countRows = ({ rows }: ImportPlan) => {
  const count = (status: ImportPlan['rows'][number]['status']) => rows.filter((row) => row.status === status).length;
  return {
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  };
};

/**
 * Does what a plan says: its questions come into the bank as drafts. Nothing is written unless every question was
 * understood or the good ones are wanted, and nothing where the bank has changed since.
 * @throws YiwenError `quiz.import-refused`, `quiz.changed-meanwhile`
 */
export async function importQuestions(tx: Tx, plan: ImportPlan, { member, now, takeGood }: Importing): Promise<void> {
  const { unchanged: _, ...counts } = countRows(plan);
  if (counts.refused > 0 && !takeGood)
    throw new YiwenError(
      'quiz.import-refused',
      `有 ${counts.refused} 题看不懂，一题也没有导入`,
      '请改好文件再导入，或选择只导入没有问题的题',
    );
  const fresh = plan.rows.flatMap((row) => (row.status === 'added' || row.status === 'changed' ? [row] : []));
  const newest = await newestVersions(tx);
  if (fresh.some(({ question, basis }) => (newest.get(question.id) ?? 0) !== basis))
    throw new YiwenError(
      'quiz.changed-meanwhile',
      '题库刚被别人改过，一题也没有导入',
      '请重新上传，看过新的结果再导入',
    );
  const versions = fresh.map(({ question, basis, flag, source }) => ({
    ...{ question, basis, flag, source, author: member.login },
  }));
  await putVersions(tx, versions, now);
  const entry = { at: now, actor: actorOf(member), action: 'quiz.imported', subject: plan.sha256 };
  await appendAudit(tx, { ...entry, detail: { format: plan.format, ...counts } });
}
