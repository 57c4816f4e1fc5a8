import type { PassageRef } from '../../domain/message.js';
import { chinaDay } from '../../lib/clock.js';
import { dropDays } from '../../storage/day-counts.js';
import type { Migration, Tx } from '../../storage/store.js';
import { questionCounts } from './counts.js';

/** What was said to a question, and why: kept so that an official can find it. */
export interface AnswerRecord {
  readonly id: string;
  readonly channel: string;
  /** Personal numbers masked; '' where it was asked in confidence. */
  readonly question: string;
  readonly searched: string;
  readonly status: 'answered' | 'ask-back' | 'unsure' | 'redirect' | 'failed';
  readonly text: string;
  /** JSON of the citations as they were shown. */
  readonly citations: string;
  /** What was cited, so that these answers are found when a passage is withdrawn. */
  readonly passages: readonly PassageRef[];
  readonly snapshot: string;
  readonly milliseconds: number;
}

export interface FeedbackRecord {
  readonly answerId: string;
  readonly useful: boolean;
  readonly reason?: string;
}

export type QuestionTables = {
  answers: Omit<AnswerRecord, 'passages'> & { sender: string; at: string; reworded: string | null };
  answer_passages: { answer_id: string; passage: string; hash: string };
  feedback: { answer_id: string; sender: string; useful: number; reason: string | null; at: string };
};

export const questionMigrations: readonly Migration[] = [
  {
    name: 'questions/1-answers-feedback',
    async up(schema) {
      await schema
        .createTable('answers')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('question', 'text', (column) => column.notNull())
        .addColumn('searched', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('citations', 'text', (column) => column.notNull())
        .addColumn('snapshot', 'text', (column) => column.notNull())
        .addColumn('milliseconds', 'real', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('answers_at').on('answers').columns(['at']).execute();
      await schema
        .createTable('feedback')
        .addColumn('answer_id', 'text', (column) => column.notNull().references('answers.id'))
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('useful', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('feedback_once', ['answer_id', 'sender'])
        .execute();
    },
  },
  {
    name: 'questions/2-reworded',
    async up(schema) {
      await schema.alterTable('answers').addColumn('reworded', 'text').execute();
    },
  },
  {
    name: 'questions/3-answer-passages',
    async up(schema) {
      await schema
        .createTable('answer_passages')
        .addColumn('answer_id', 'text', (column) => column.notNull().references('answers.id'))
        .addColumn('passage', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('answer_passages_hash').on('answer_passages').columns(['hash']).execute();
      await schema.createIndex('answer_passages_answer').on('answer_passages').columns(['answer_id']).execute();
    },
  },
  {
    // A year is counted and leafed through from the indexes alone.
    name: 'questions/4-counted',
    async up(schema) {
      await schema.createIndex('answers_counted').on('answers').columns(['at', 'status', 'channel', 'id']).execute();
      await schema.createIndex('answers_status').on('answers').columns(['status', 'at']).execute();
      await schema.createIndex('feedback_at').on('feedback').columns(['at', 'useful', 'answer_id']).execute();
    },
  },
];

export async function recordAnswer(tx: Tx, answer: AnswerRecord, sender: string, at: Date): Promise<void> {
  const { passages, ...row } = answer;
  const tables = tx.withTables<QuestionTables>();
  await tables
    .insertInto('answers')
    .values({ ...row, sender, at: at.toISOString(), reworded: null })
    .execute();
  const cited = passages.map(({ id, hash }) => ({ answer_id: answer.id, passage: id, hash }));
  if (cited.length > 0) await tables.insertInto('answer_passages').values(cited).execute();
  await dropDays(tx, questionCounts, [chinaDay(at)]);
}

/** What was sent after the answer, in a model's words. */
export async function recordRewording(tx: Tx, answerId: string, text: string): Promise<void> {
  await tx
    .withTables<QuestionTables>()
    .updateTable('answers')
    .set({ reworded: text })
    .where('id', '=', answerId)
    .execute();
}

/** A number turned out to begin in this question and end in the next message. */
export async function remaskQuestion(tx: Tx, answerId: string, question: string): Promise<void> {
  await tx
    .withTables<QuestionTables>()
    .updateTable('answers')
    .set({ question, searched: '' })
    .where('id', '=', answerId)
    .execute();
}

/** One mark for each answer and sender; a later one replaces it. */
export async function recordFeedback(tx: Tx, feedback: FeedbackRecord, sender: string, at: Date): Promise<void> {
  const mark = { useful: feedback.useful ? 1 : 0, reason: feedback.reason ?? null, at: at.toISOString() };
  const tables = tx.withTables<QuestionTables>();
  const before = await tables
    .selectFrom('feedback')
    .select('at')
    .where('answer_id', '=', feedback.answerId)
    .where('sender', '=', sender)
    .executeTakeFirst();
  await tables
    .insertInto('feedback')
    .values({ answer_id: feedback.answerId, sender, ...mark })
    .onConflict((conflict) => conflict.columns(['answer_id', 'sender']).doUpdateSet(mark))
    .execute();
  await dropDays(tx, questionCounts, [before && chinaDay(new Date(before.at)), chinaDay(at)]);
}
