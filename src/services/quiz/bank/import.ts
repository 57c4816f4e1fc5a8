import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { flagWritten } from './flag.js';
import { type ImportPlan, planImport, type ReadImport } from './import-plan.js';
import type { Passages } from './passages.js';
import { saveQuestion } from './records.js';

export interface Importing {
  readonly member: Pick<StaffMember, 'login'>;
  readonly passages: Passages;
  /** Asia/Shanghai. */
  readonly day: string;
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
 * Puts a file's questions into the bank as drafts, against the bank as it is now. Nothing is written unless every
 * question was understood or the good ones are wanted.
 * @throws YiwenError `quiz.import-refused`
 */
export async function importQuestions(tx: Tx, read: ReadImport, importing: Importing): Promise<ImportPlan> {
  const { member, passages, day, now, takeGood } = importing;
  const plan = await planImport(tx, read, passages, day);
  const { unchanged: _, ...counts } = countRows(plan);
  if (counts.refused > 0 && !takeGood)
    throw new YiwenError(
      'quiz.import-refused',
      `有 ${counts.refused} 题看不懂，一题也没有导入`,
      '请改好文件再导入，或选择只导入没有问题的题',
    );
  const fresh = plan.rows.flatMap((row) => (row.status === 'added' || row.status === 'changed' ? [row] : []));
  for (const { question, basis } of fresh) await saveQuestion(tx, question, { member, now, basis });
  const entry = { at: now, actor: actorOf(member), action: 'quiz.imported', subject: plan.sha256 };
  await appendAudit(tx, { ...entry, detail: { format: plan.format, ...counts } });
  const ids = fresh.map(({ question }) => question.id);
  await flagWritten(tx, ids, passages, day);
  return plan;
}
