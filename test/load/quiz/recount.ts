import type { Slot } from '../../../src/services/quiz/play/attempt.js';
import type { QuizTables } from '../../../src/services/quiz/tables.js';
import type { Store } from '../../../src/storage/store.js';
import type { Played } from './player.js';

/** What a person did, beside the participant code that the bot told them. */
export interface PersonPlayed {
  readonly person: string;
  readonly attempts: readonly Played[];
}

/** Rows as they are, read once. */
export async function readRows(store: Store) {
  const db = store.read.withTables<QuizTables>();
  const [attempts, answers, people] = [
    await db.selectFrom('quiz_attempts').selectAll().execute(),
    await db.selectFrom('quiz_answers').selectAll().execute(),
    await db.selectFrom('quiz_people').selectAll().execute(),
  ];
  return { attempts, answers, people };
}
type Rows = Awaited<ReturnType<typeof readRows>>;

/**
 * Every way in which the records differ from what people sent and were told. The naive oracle: plain loops over rows,
 * with nothing of the service but the shape of its tables. The right option of each question is its first as written.
 */
export function differences(rows: Rows, played: readonly PersonPlayed[], slots: number): string[] {
  const found: string[] = [];
  const byPerson = new Map<string, Rows['attempts']>();
  for (const row of rows.attempts) byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row]);
  const answersOf = new Map<string, Rows['answers']>();
  for (const row of rows.answers) answersOf.set(row.attempt, [...(answersOf.get(row.attempt) ?? []), row]);
  if (new Set(rows.answers.map(({ message }) => message)).size !== rows.answers.length)
    found.push('one message answered twice');
  for (const { person, attempts } of played) {
    const own = (byPerson.get(person) ?? []).sort((one, other) => one.number - other.number);
    if (own.length !== attempts.length) found.push(`${person}: ${attempts.length} attempts, ${own.length} recorded`);
    let best = { score: -1, ms: 0 };
    for (const [at, row] of own.entries()) {
      const one = attempts[at];
      const recorded = answersOf.get(row.id) ?? [];
      if (one)
        found.push(...attemptDifferences(row, recorded, one, slots).map((what) => `${person} ${at + 1}: ${what}`));
      const score = recorded.filter(({ chosen }) => chosen === '[0]').length;
      if (row.score !== score) found.push(`${person} ${at + 1}: score ${row.score}, by hand ${score}`);
      const better = score > best.score || (score === best.score && row.duration_ms < best.ms);
      if (row.state === 'SUBMITTED' && better) best = { score, ms: row.duration_ms };
    }
    const kept = rows.people.find((row) => row.person === person);
    if ((kept?.best_score ?? -1) !== best.score)
      found.push(`${person}: best ${kept?.best_score}, by hand ${best.score}`);
    if (kept && best.score >= 0 && kept.best_ms !== best.ms)
      found.push(`${person}: best in ${kept.best_ms}, by hand ${best.ms}`);
  }
  const planned = played.reduce((sum, { attempts }) => sum + attempts.length, 0);
  if (rows.attempts.length !== planned) found.push(`${planned} attempts, ${rows.attempts.length} recorded`);
  return found;
}

function attemptDifferences(
  row: Rows['attempts'][number],
  recorded: Rows['answers'],
  { sent, score }: Played,
  slots: number,
): string[] {
  const found: string[] = [];
  const order = JSON.parse(row.slots) as Slot[];
  for (const answer of sent) {
    const kept = recorded.filter(({ slot }) => slot === answer.slot);
    if (kept.length !== 1) found.push(`slot ${answer.slot} recorded ${kept.length} times`);
    if (answer.told === 'open') found.push(`slot ${answer.slot} was never answered`);
    if (answer.told !== 'right' && answer.told !== 'wrong') continue;
    const option = order[answer.slot]?.order[answer.letter.charCodeAt(0) - 65];
    const [one] = kept;
    if (one?.chosen !== JSON.stringify([option]))
      found.push(`slot ${answer.slot}: ${answer.letter} taken, ${one?.chosen} kept`);
    if ((one?.right === 1) !== (answer.told === 'right'))
      found.push(`slot ${answer.slot} told ${answer.told}, kept ${one?.right}`);
  }
  for (let slot = 0; slot < slots; slot++) {
    const taken = sent.filter((answer) => answer.slot === slot && /right|wrong/.test(answer.told));
    if (taken.length > 1) found.push(`slot ${slot} taken ${taken.length} times`);
  }
  if (recorded.length > slots) found.push(`${recorded.length} answers of ${slots}`);
  if (row.answered !== recorded.length) found.push(`answered ${row.answered}, by hand ${recorded.length}`);
  if (score !== undefined && (row.state !== 'SUBMITTED' || row.score !== score))
    found.push(`told ${score}, kept ${row.state} ${row.score}`);
  if (score === undefined && row.state !== 'STARTED') found.push(`left in the middle, kept ${row.state}`);
  return found;
}
