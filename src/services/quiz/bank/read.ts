import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import type { BankQuestion, Question, QuestionSource } from './question.js';

type QuestionRow = QuizTables['quiz_questions'];

export function questionOf(row: QuestionRow): BankQuestion {
  const content = JSON.parse(row.content) as Question;
  return {
    ...content,
    ...{ version: Number(row.version), state: row.state, author: row.author },
    ...(row.source ? { source: JSON.parse(row.source) as QuestionSource } : {}),
    ...(row.flag ? { flag: row.flag } : {}),
    ...(row.reviewer === null ? {} : { reviewer: row.reviewer }),
  };
}

/** One version of a question, as it was when it was asked. */
export async function readQuestion(
  db: Reader | Tx,
  { id, version }: Pick<BankQuestion, 'id' | 'version'>,
): Promise<BankQuestion | undefined> {
  const query = db.withTables<QuizTables>().selectFrom('quiz_questions').selectAll().where('id', '=', id);
  const row = await query.where('version', '=', version).executeTakeFirst();
  return row && questionOf(row);
}
