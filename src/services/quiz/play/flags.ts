import type { Tx } from '../../../storage/store.js';
import type { Question } from '../bank/question.js';
import { questionOf } from '../bank/read.js';
import type { QuizSettings } from '../settings.js';
import type { QuizTables } from '../tables.js';
import type { Attempt, Given } from './attempt.js';

const BURST_MS = 10 * 60_000;
/** More people on one device are not counted one by one. */
const MOST_COUNTED = 1_000;

/** Leaves for staff what looks odd about an attempt that has just ended. Nothing is voided by it. */
export async function flagAttempt(
  tx: Tx,
  attempt: Attempt,
  given: readonly Given[],
  settings: QuizSettings,
  now: Date,
): Promise<void> {
  const fast = await fastAnswers(tx, attempt, given, settings);
  if (fast.length > 0 && fast.length * 2 >= attempt.slots.length)
    await raise(tx, attempt, 'fast', `${attempt.slots.length}题中有${fast.length}题答得比读题还快`, now);
  if (attempt.device === '') return;
  const started = await startedLately(tx, attempt);
  if (started >= settings.burst) await raise(tx, attempt, 'burst', `同一设备十分钟内开始了${started}局`, now);
  const people = await peopleOn(tx, attempt);
  if (people >= settings.sharedDevice) await raise(tx, attempt, 'shared-device', `同一设备上有${people}人参加`, now);
}

/** The least time that reading takes, in milliseconds. */
export function readingMs({ stem, options }: Pick<Question, 'stem' | 'options'>, pace: number): number {
  return ((stem.length + options.join('').length) / pace) * 1_000;
}

async function fastAnswers(
  tx: Tx,
  { slots }: Attempt,
  given: readonly Given[],
  { readingPace }: QuizSettings,
): Promise<readonly Given[]> {
  const ids = slots.map(({ question }) => question);
  const all = tx.withTables<QuizTables>().selectFrom('quiz_questions').selectAll();
  const asked = (await all.where('id', 'in', ids).execute()).map(questionOf);
  return given.filter((answer) => {
    const version = slots[answer.slot]?.version;
    const question = asked.find((one) => one.id === answer.question && one.version === version);
    const took = Date.parse(answer.at) - Date.parse(answer.shownAt);
    return question !== undefined && took < readingMs(question, readingPace);
  });
}

const onDevice = (tx: Tx, { campaign, device }: Attempt) =>
  tx
    .withTables<QuizTables>()
    .selectFrom('quiz_attempts')
    .where('campaign', '=', campaign)
    .where('device', '=', device)
    .where('rehearsal', '=', 0);

async function startedLately(tx: Tx, attempt: Attempt): Promise<number> {
  const from = new Date(Date.parse(attempt.startedAt) - BURST_MS).toISOString();
  const { rows } = await onDevice(tx, attempt)
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('started_at', '>', from)
    .where('started_at', '<=', attempt.startedAt)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

async function peopleOn(tx: Tx, attempt: Attempt): Promise<number> {
  return (await onDevice(tx, attempt).select('person').distinct().limit(MOST_COUNTED).execute()).length;
}

type Kind = QuizTables['quiz_flags']['kind'];

/** Once for an attempt and kind; who shares a device is told once for a person. */
async function raise(tx: Tx, attempt: Attempt, kind: Kind, detail: string, now: Date): Promise<void> {
  const { campaign, person } = attempt;
  const about = kind === 'shared-device' ? `${campaign}:${person}` : attempt.id;
  await tx
    .withTables<QuizTables>()
    .insertInto('quiz_flags')
    .values({
      ...{ id: `${about}:${kind}`, campaign, person, attempt: attempt.id, kind, detail, at: now.toISOString() },
      ...{ outcome: 'open', decided_by: null, decided_at: null, reason: '' },
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
