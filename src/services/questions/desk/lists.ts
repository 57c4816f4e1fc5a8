import type { Period } from '../../../casework/figure.js';
import type { Reader } from '../../../storage/store.js';
import type { QuestionTables } from '../records.js';
import { bounds } from './queries.js';

export interface QuestionFilter extends Period {
  /** '' for any. */
  readonly status: string;
  readonly channel: string;
}

export interface Page {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

function asked(read: Reader, { from, to, status, channel }: QuestionFilter) {
  const [begins, ends] = bounds({ from, to });
  let query = read.withTables<QuestionTables>().selectFrom('answers').where('at', '>=', begins).where('at', '<', ends);
  if (status !== '') query = query.where('status', '=', status as 'answered');
  if (channel !== '') query = query.where('channel', '=', channel);
  return query;
}

export async function countQuestions(read: Reader, filter: QuestionFilter): Promise<number> {
  const row = await asked(read, filter)
    .select((is) => is.fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

/** Newest first. */
export function listQuestions(read: Reader, filter: QuestionFilter, { page, size }: Page) {
  return asked(read, filter)
    .select(['id', 'at', 'channel', 'question', 'status'])
    .orderBy('at', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
}

/** What was said, in full, and the marks it got. */
export async function questionById(read: Reader, id: string) {
  const tables = read.withTables<QuestionTables>();
  const answer = await tables.selectFrom('answers').selectAll().where('id', '=', id).executeTakeFirst();
  const marks = await tables
    .selectFrom('feedback')
    .select(['useful', 'reason', 'at'])
    .where('answer_id', '=', id)
    .orderBy('at')
    .execute();
  return answer && { answer, marks };
}

export async function countMarks(read: Reader, period: Period, useful: boolean): Promise<number> {
  const [begins, ends] = bounds(period);
  const row = await read
    .withTables<QuestionTables>()
    .selectFrom('feedback')
    .select((is) => is.fn.countAll().as('rows'))
    .where('at', '>=', begins)
    .where('at', '<', ends)
    .where('useful', '=', useful ? 1 : 0)
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

/** The marks of a kind with what they are about, newest first. */
export function listMarks(read: Reader, period: Period, useful: boolean, { page, size }: Page) {
  const [begins, ends] = bounds(period);
  return read
    .withTables<QuestionTables>()
    .selectFrom('feedback')
    .innerJoin('answers', 'answers.id', 'feedback.answer_id')
    .select(['feedback.at', 'feedback.reason', 'answers.id', 'answers.question', 'answers.status'])
    .where('feedback.at', '>=', begins)
    .where('feedback.at', '<', ends)
    .where('useful', '=', useful ? 1 : 0)
    .orderBy('feedback.at', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
}
