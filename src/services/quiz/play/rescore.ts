import type { Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import { readSlots, scoreOf } from './attempt.js';
import { compareStandings, type Standing } from './rank.js';
import { withdrawnFrom } from './records.js';

interface Best extends Standing {
  readonly attempt: string;
}

/**
 * Works out anew what every ended attempt of a campaign scored and which one of each person ranks: after a question was
 * withdrawn or an attempt voided. VOID attempts and rehearsals never rank.
 * @returns how many people now rank by another attempt or score
 */
export async function rescore(tx: Tx, campaign: string): Promise<number> {
  const best = await bestAttempts(tx, campaign);
  const db = tx.withTables<QuizTables>();
  const people = await db
    .selectFrom('quiz_people')
    .select(['code', 'person', 'best_score', 'best_ms', 'best_at', 'best_attempt'])
    .where('campaign', '=', campaign)
    .execute();
  let changed = 0;
  for (const { code, person, ...before } of people) {
    const now = best.get(person) ?? { score: -1, ms: 0, at: '', attempt: null };
    if (Number(before.best_score) === now.score && before.best_attempt === now.attempt) continue;
    await db
      .updateTable('quiz_people')
      .set({ best_score: now.score, best_ms: now.ms, best_at: now.at, best_attempt: now.attempt })
      .where('campaign', '=', campaign)
      .where('code', '=', code)
      .execute();
    changed += 1;
  }
  return changed;
}

/** By person, with the scores of the attempts put right on the way. */
async function bestAttempts(tx: Tx, campaign: string): Promise<ReadonlyMap<string, Best>> {
  const db = tx.withTables<QuizTables>();
  const withdrawn = await withdrawnFrom(tx, campaign);
  const right = await rightAnswers(tx, campaign);
  const ended = await db
    .selectFrom('quiz_attempts')
    .select(['id', 'person', 'state', 'slots', 'score', 'duration_ms', 'finished_at'])
    .where('campaign', '=', campaign)
    .where('rehearsal', '=', 0)
    .where('state', 'in', ['SUBMITTED', 'EXPIRED', 'VOID'])
    .execute();
  const best = new Map<string, Best>();
  for (const row of ended) {
    const score = scoreOf({ slots: readSlots(row) }, right.get(row.id) ?? [], withdrawn);
    if (score !== Number(row.score))
      await db.updateTable('quiz_attempts').set({ score }).where('id', '=', row.id).execute();
    if (row.state === 'VOID') continue;
    const own = { score, ms: Number(row.duration_ms), at: row.finished_at ?? '', tie: '', attempt: row.id };
    const before = best.get(row.person);
    if (!before || compareStandings(own, before) < 0) best.set(row.person, own);
  }
  return best;
}

type Right = { readonly slot: number; readonly right: true };

async function rightAnswers(tx: Tx, campaign: string): Promise<ReadonlyMap<string, Right[]>> {
  const rows = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_answers')
    .select(['attempt', 'slot'])
    .where('campaign', '=', campaign)
    .where('right', '=', 1)
    .execute();
  const found = new Map<string, Right[]>();
  for (const { attempt, slot } of rows) {
    const own = found.get(attempt) ?? [];
    own.push({ slot: Number(slot), right: true });
    found.set(attempt, own);
  }
  return found;
}
