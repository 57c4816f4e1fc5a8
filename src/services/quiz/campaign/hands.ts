import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import type { CampaignPart } from './campaign.js';

/** The parts that somebody ever had in a campaign. */
export async function partsOf(db: Reader | Tx, campaign: string, login: string): Promise<readonly CampaignPart[]> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_hands')
    .select('part')
    .where('campaign', '=', campaign)
    .where('login', '=', login)
    .execute();
  return rows.map(({ part }) => part);
}

/** Notes it for good: who once edited never reviews, even after others edited. */
export async function notePart(tx: Tx, campaign: string, login: string, part: CampaignPart): Promise<void> {
  await tx
    .withTables<QuizTables>()
    .insertInto('quiz_hands')
    .values({ campaign, login, part })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
