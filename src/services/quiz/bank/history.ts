import type { Reader } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';

/** How a question fared in a campaign. Rehearsals are not counted. */
export interface ItemHistory {
  readonly campaign: string;
  readonly version: number;
  readonly answers: number;
  readonly right: number;
  readonly withdrawn: boolean;
  readonly rested: boolean;
}

/** The newest campaign first. */
export async function historyOf(read: Reader, id: string): Promise<readonly ItemHistory[]> {
  const db = read.withTables<QuizTables>();
  const pools = await db
    .selectFrom('quiz_pool')
    .selectAll()
    .where('question', '=', id)
    .orderBy('campaign', 'desc')
    .execute();
  return Promise.all(
    pools.map(async ({ campaign, version, withdrawn_at, rested_at }) => {
      const { answers, right } = await db
        .selectFrom('quiz_answers')
        .innerJoin('quiz_attempts', 'quiz_attempts.id', 'quiz_answers.attempt')
        .where('quiz_answers.campaign', '=', campaign)
        .where('quiz_answers.question', '=', id)
        .where('quiz_attempts.rehearsal', '=', 0)
        .select(({ fn }) => [fn.countAll().as('answers'), fn.sum('quiz_answers.right').as('right')])
        .executeTakeFirstOrThrow();
      return {
        ...{ campaign, version: Number(version), answers: Number(answers), right: Number(right ?? 0) },
        ...{ withdrawn: withdrawn_at !== null, rested: rested_at !== null },
      };
    }),
  );
}
