import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import type { BankQuestion, Difficulty, QuestionKind, QuestionState, Topic } from './question.js';
import { questionOf } from './read.js';

/** Which newest versions are meant; all where nothing is said. */
export interface QuestionFilter {
  readonly topic?: Topic;
  readonly state?: QuestionState;
  readonly kind?: QuestionKind;
  readonly difficulty?: Difficulty;
  readonly flagged?: boolean;
  /** In the stem or the id. */
  readonly words?: string;
}

/** The newest versions by id. A bank holds some hundreds of questions: what the index cannot tell is told here. */
export async function listQuestions(db: Reader | Tx, filter: QuestionFilter = {}): Promise<readonly BankQuestion[]> {
  const { topic, state, kind, difficulty, flagged, words = '' } = filter;
  let query = db.withTables<QuizTables>().selectFrom('quiz_questions').selectAll().where('latest', '=', 1);
  if (topic !== undefined) query = query.where('topic', '=', topic);
  if (state !== undefined) query = query.where('state', '=', state);
  const rows = await query.orderBy('id').execute();
  return rows
    .map(questionOf)
    .filter(
      (one) =>
        (kind === undefined || one.kind === kind) &&
        (difficulty === undefined || one.difficulty === difficulty) &&
        (flagged === undefined || (one.flag !== undefined) === flagged) &&
        (one.stem.includes(words) || one.id.includes(words)),
    );
}

export async function countQuestions(db: Reader | Tx, filter: QuestionFilter = {}): Promise<number> {
  return (await listQuestions(db, filter)).length;
}

/** What a campaign may draw from: reviewed, and nothing is wrong with it now. */
export const drawable: Pick<QuestionFilter, 'state' | 'flagged'> = { state: 'reviewed', flagged: false };
