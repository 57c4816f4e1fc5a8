import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';

export type WinnerState = QuizTables['quiz_winners']['state'];

export const winnerStates: Readonly<Record<WinnerState, string>> = {
  alternate: '候补',
  won: '待领奖',
  claimed: '已登记',
  'handed-over': '已领取',
  lapsed: '逾期未领',
  declined: '已放弃',
};

/** Somebody's place in a draw, and what became of their prize. */
export interface Winner {
  readonly campaign: string;
  readonly place: number;
  readonly code: string;
  readonly prize: string;
  readonly state: WinnerState;
  readonly claimUntil: string | null;
  /** Fields of the claim, JSON; sealed. */
  readonly claim: string | null;
  readonly claimedAt: string | null;
  readonly settledAt: string | null;
}

export const winnerOf = (row: QuizTables['quiz_winners']): Winner => ({
  ...{ campaign: row.campaign, place: Number(row.place), code: row.code, prize: row.prize, state: row.state },
  ...{ claimUntil: row.claim_until, claim: row.claim, claimedAt: row.claimed_at, settledAt: row.settled_at },
});

const rows = (db: Reader | Tx, campaign: string) =>
  db.withTables<QuizTables>().selectFrom('quiz_winners').selectAll().where('campaign', '=', campaign);

/** In the order of the draw. */
export async function winnersOf(db: Reader | Tx, campaign: string): Promise<readonly Winner[]> {
  return (await rows(db, campaign).orderBy('place').execute()).map(winnerOf);
}

export async function winnerAt(db: Reader | Tx, campaign: string, place: number): Promise<Winner | undefined> {
  const row = await rows(db, campaign).where('place', '=', place).executeTakeFirst();
  return row && winnerOf(row);
}

/** Changes what is still in `from`. @returns false if it is not any more */
export async function changeWinner(
  tx: Tx,
  { campaign, place, state }: Pick<Winner, 'campaign' | 'place' | 'state'>,
  change: Partial<QuizTables['quiz_winners']>,
): Promise<boolean> {
  const result = await tx
    .withTables<QuizTables>()
    .updateTable('quiz_winners')
    .set(change)
    .where('campaign', '=', campaign)
    .where('place', '=', place)
    .where('state', '=', state)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
