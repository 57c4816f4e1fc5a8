import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';

/** What everybody may read about a campaign. */
export interface Notice {
  readonly at: string;
  readonly text: string;
}

/** @param actor who did it, as the audit says */
export async function notice(tx: Tx, campaign: string, text: string, actor: string, now: Date): Promise<void> {
  const row = { campaign, text, actor, at: now.toISOString() };
  await tx.withTables<QuizTables>().insertInto('quiz_notices').values(row).execute();
}

/** Oldest first. */
export async function noticesOf(db: Reader | Tx, campaign: string): Promise<readonly Notice[]> {
  return db
    .withTables<QuizTables>()
    .selectFrom('quiz_notices')
    .select(['at', 'text'])
    .where('campaign', '=', campaign)
    .orderBy('sequence')
    .execute();
}
