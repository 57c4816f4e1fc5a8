import { chinaDay } from '../../../../src/lib/clock.js';
import { flagQuestions } from '../../../../src/services/quiz/bank/flag.js';
import type { Passages } from '../../../../src/services/quiz/bank/passages.js';
import type { QuizTables } from '../../../../src/services/quiz/tables.js';
import type { Store } from '../../../../src/storage/store.js';

const NOW = new Date('2026-04-01T02:00:00Z');

export const flag = (store: Store, passages: Passages, now = NOW) =>
  store.transaction((tx) => flagQuestions(tx, passages, chinaDay(now), now));

/** A campaign with questions in its pool, as if it had been reviewed. */
export async function addCampaign(
  store: Store,
  number: string,
  state: QuizTables['quiz_campaigns']['state'],
  pool: readonly { readonly question: string; readonly version: number }[],
): Promise<void> {
  const at = NOW.toISOString();
  await store.transaction(async (tx) => {
    const db = tx.withTables<QuizTables>();
    await db
      .insertInto('quiz_campaigns')
      .values({
        ...{ number, state, version: 1, plan: '{"title":"宣传月竞答"}', opens_at: at, closes_at: at, editor: 'wang' },
        ...{ reviewer: null, drawer: null, rehearsal_code: 'x', created_at: at, opened_at: null, closed_at: null },
      })
      .execute();
    for (const { question, version } of pool)
      await db
        .insertInto('quiz_pool')
        .values({
          ...{ campaign: number, question, version, topic: 'reporting', difficulty: 'easy' },
          ...{ withdrawn_at: null, rested_at: null },
        })
        .execute();
  });
}
