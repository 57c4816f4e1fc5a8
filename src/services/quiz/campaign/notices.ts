import { appendAudit } from '../../../storage/audit.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';

export interface Notice {
  readonly sequence: number;
  /** Moment, ISO. */
  readonly at: string;
  readonly text: string;
  /** `staff:wang`, or `bot`. */
  readonly actor: string;
}

/** Tells everybody something about a campaign, for good: notices are never changed or deleted. */
export async function notice(tx: Tx, campaign: string, text: string, actor: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await tx.withTables<QuizTables>().insertInto('quiz_notices').values({ campaign, at, text, actor }).execute();
  await appendAudit(tx, { at: now, actor, action: 'quiz.notice', subject: campaign, detail: { text } });
}

/** In the order in which they were given. */
export async function noticesOf(db: Reader | Tx, campaign: string): Promise<readonly Notice[]> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_notices')
    .select(['sequence', 'at', 'text', 'actor'])
    .where('campaign', '=', campaign)
    .orderBy('sequence')
    .execute();
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}
