import type { Tx } from '../../../storage/store.js';
import { readPool } from '../campaign/read.js';
import type { QuizTables } from '../tables.js';

/**
 * Works out every counted score of a campaign anew, and everybody's best: a withdrawn question is right for all who
 * drew it.
 * @returns how many people's best changed
 */
export async function rescore(tx: Tx, campaign: string): Promise<number> {
  const db = tx.withTables<QuizTables>();
  const pool = await readPool(tx, campaign);
  const withdrawn = new Set(pool.filter((one) => one.withdrawn).map(({ question }) => question));
  const attempts = await db
    .selectFrom('quiz_attempts')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('rehearsal', '=', 0)
    .where('state', 'in', ['SUBMITTED', 'EXPIRED'])
    .orderBy('id')
    .execute();
  const best = new Map<string, (typeof attempts)[number]>();
  for (const attempt of attempts) {
    const slots = JSON.parse(attempt.slots) as readonly { readonly question: string }[];
    const answers = await db
      .selectFrom('quiz_answers')
      .select(['slot', 'right'])
      .where('attempt', '=', attempt.id)
      .execute();
    const right = new Set(answers.filter((answer) => answer.right === 1).map(({ slot }) => Number(slot)));
    const score = slots.filter(({ question }, slot) => withdrawn.has(question) || right.has(slot)).length;
    if (score !== attempt.score)
      await db.updateTable('quiz_attempts').set({ score }).where('id', '=', attempt.id).execute();
    const now = { ...attempt, score };
    const before = best.get(attempt.person);
    if (!before || isBetter(now, before)) best.set(attempt.person, now);
  }
  return rankAnew(tx, campaign, best);
}

type Ranked = Pick<QuizTables['quiz_attempts'], 'score' | 'duration_ms' | 'finished_at'>;
const isBetter = (one: Ranked, other: Ranked) =>
  one.score !== other.score
    ? one.score > other.score
    : one.duration_ms !== other.duration_ms
      ? one.duration_ms < other.duration_ms
      : (one.finished_at ?? '') < (other.finished_at ?? '');

async function rankAnew(
  tx: Tx,
  campaign: string,
  best: ReadonlyMap<string, QuizTables['quiz_attempts']>,
): Promise<number> {
  const db = tx.withTables<QuizTables>();
  const people = await db.selectFrom('quiz_people').selectAll().where('campaign', '=', campaign).execute();
  let changed = 0;
  for (const person of people) {
    const top = best.get(person.person);
    const set = {
      ...{ best_score: top?.score ?? -1, best_ms: top?.duration_ms ?? -1 },
      ...{ best_at: top?.finished_at ?? '', best_attempt: top?.id ?? null },
    };
    if (person.best_score === set.best_score && person.best_attempt === set.best_attempt) continue;
    changed += 1;
    await db
      .updateTable('quiz_people')
      .set(set)
      .where('campaign', '=', campaign)
      .where('code', '=', person.code)
      .execute();
  }
  return changed;
}
