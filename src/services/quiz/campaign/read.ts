import type { Reader, Tx } from '../../../storage/store.js';
import type { Difficulty, Topic } from '../bank/question.js';
import type { QuizTables } from '../tables.js';
import type { Campaign, CampaignPlan } from './campaign.js';

export function campaignOf(row: QuizTables['quiz_campaigns']): Campaign {
  return {
    ...(JSON.parse(row.plan) as CampaignPlan),
    ...{ number: row.number, state: row.state, version: Number(row.version), editor: row.editor },
    ...(row.reviewer === null ? {} : { reviewer: row.reviewer }),
    ...(row.drawer === null ? {} : { drawer: row.drawer }),
    rehearsalCode: row.rehearsal_code,
  };
}

const campaigns = (db: Reader | Tx) => db.withTables<QuizTables>().selectFrom('quiz_campaigns').selectAll();

export async function readCampaign(db: Reader | Tx, number: string): Promise<Campaign | undefined> {
  const row = await campaigns(db).where('number', '=', number).executeTakeFirst();
  return row && campaignOf(row);
}

/** Every campaign, the newest first. There are a few a year. */
export async function allCampaigns(db: Reader | Tx): Promise<readonly Campaign[]> {
  const rows = await campaigns(db).orderBy('opens_at', 'desc').orderBy('number', 'desc').execute();
  return rows.map(campaignOf);
}

/** A question that a campaign draws from. */
export interface PooledQuestion {
  readonly question: string;
  readonly version: number;
  readonly topic: Topic;
  readonly difficulty: Difficulty;
  /** Found wrong: not drawn any more, and right for everybody who had it. */
  readonly withdrawn: boolean;
  /** Its text ended or changed: not drawn any more, answers stand. */
  readonly rested: boolean;
}

/** By id, so that the same seed draws the same. */
export async function readPool(db: Reader | Tx, campaign: string): Promise<readonly PooledQuestion[]> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_pool')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('question')
    .execute();
  return rows.map(({ question, version, topic, difficulty, withdrawn_at, rested_at }) => ({
    ...{ question, version: Number(version), topic: topic as Topic, difficulty: difficulty as Difficulty },
    ...{ withdrawn: withdrawn_at !== null, rested: rested_at !== null },
  }));
}
