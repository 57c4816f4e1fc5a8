import type { Reader, Tx } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import { readCampaign } from '../campaign/read.js';
import type { QuizTables } from '../tables.js';
import { isSent } from './claims.js';
import { type Winner, winnerOf } from './winners.js';

/** Where somebody stands who asks for their prize: the best of the campaigns that they took part in. */
export type ClaimStanding =
  | { readonly status: 'stranger' }
  | { readonly status: 'not-drawn' | 'not-entered' | 'not-won'; readonly campaign: Campaign; readonly code: string }
  | { readonly status: 'placed'; readonly campaign: Campaign; readonly winner: Winner; readonly sent: boolean };

/** How much a standing matters: a prize that may still be claimed before anything else. */
const weights: Readonly<Record<Winner['state'], number>> = {
  ...{ won: 5, claimed: 4, alternate: 3, 'handed-over': 2, lapsed: 2, declined: 2 },
};

function weightOf(standing: ClaimStanding): number {
  if (standing.status === 'placed') return weights[standing.winner.state];
  return standing.status === 'stranger' ? -1 : standing.status === 'not-drawn' ? 1 : 0;
}

/** @param person the sender's keyed hash */
export async function claimStanding(db: Reader | Tx, person: string): Promise<ClaimStanding> {
  const own = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_people')
    .innerJoin('quiz_campaigns', 'quiz_campaigns.number', 'quiz_people.campaign')
    .select(['quiz_people.campaign', 'quiz_people.code'])
    .where('quiz_people.person', '=', person)
    .orderBy('quiz_campaigns.closes_at', 'desc')
    .limit(10)
    .execute();
  const standings: ClaimStanding[] = [];
  for (const { campaign, code } of own) standings.push(await standingIn(db, campaign, code));
  return standings.reduce<ClaimStanding>((best, next) => (weightOf(next) > weightOf(best) ? next : best), {
    status: 'stranger',
  });
}

async function standingIn(db: Reader | Tx, number: string, code: string): Promise<ClaimStanding> {
  const campaign = await readCampaign(db, number);
  if (!campaign) return { status: 'stranger' };
  if (campaign.state !== 'PUBLISHED') return { status: 'not-drawn', campaign, code };
  const tables = db.withTables<QuizTables>();
  const row = await tables
    .selectFrom('quiz_winners')
    .selectAll()
    .where('campaign', '=', number)
    .where('code', '=', code)
    .executeTakeFirst();
  if (row) return { status: 'placed', campaign, winner: winnerOf(row), sent: isSent(campaign, row.prize) };
  const entry = await tables
    .selectFrom('quiz_entries')
    .select('code')
    .where('campaign', '=', number)
    .where('code', '=', code)
    .executeTakeFirst();
  return { status: entry ? 'not-won' : 'not-entered', campaign, code };
}

/** Whether a place in a draw is this person's. */
export async function isOwn(
  db: Reader | Tx,
  { campaign, code }: Pick<Winner, 'campaign' | 'code'>,
  person: string,
): Promise<boolean> {
  const row = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_people')
    .select('code')
    .where('campaign', '=', campaign)
    .where('code', '=', code)
    .where('person', '=', person)
    .executeTakeFirst();
  return row !== undefined;
}
