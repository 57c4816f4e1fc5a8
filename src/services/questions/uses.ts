import type { Citation } from '../../domain/message.js';
import type { Reader } from '../../storage/store.js';
import type { QuestionTables } from './records.js';

/** A passage whose answers are looked for. */
export interface UsedPassage {
  readonly hash: string;
  readonly path: string;
  readonly text: string;
  readonly rows?: readonly string[];
}

export interface AnswerUse {
  readonly id: string;
  /** ISO, UTC. */
  readonly at: string;
  /** Personal numbers masked; '' where it was asked in confidence. */
  readonly question: string;
}

const BATCH = 500;

/** By what was recorded with the answer. */
async function byHash(read: Reader, hashes: readonly string[]): Promise<AnswerUse[]> {
  const found: AnswerUse[] = [];
  for (let from = 0; from < hashes.length; from += BATCH) {
    const rows = await read
      .withTables<QuestionTables>()
      .selectFrom('answers')
      .innerJoin('answer_passages', 'answer_passages.answer_id', 'answers.id')
      .select(['answers.id', 'answers.at', 'answers.question'])
      .where('answer_passages.hash', 'in', hashes.slice(from, from + BATCH))
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Answers from before passages were recorded: by document and words quoted. */
async function byQuote(read: Reader, passages: readonly UsedPassage[]): Promise<AnswerUse[]> {
  const tables = read.withTables<QuestionTables>();
  const rows = await tables
    .selectFrom('answers')
    .select(['id', 'at', 'question', 'citations'])
    .where('status', '=', 'answered')
    .where('id', 'not in', tables.selectFrom('answer_passages').select('answer_id'))
    .execute();
  const quotes = ({ path, quote }: Citation) =>
    passages.some(({ text, rows = [], ...own }) => own.path === path && (text.includes(quote) || rows.includes(quote)));
  return rows.flatMap(({ citations, ...row }) => ((JSON.parse(citations) as Citation[]).some(quotes) ? [row] : []));
}

/** The answers that cited any of the passages, each once, newest first. */
export async function answersThatUsed(read: Reader, passages: readonly UsedPassage[]): Promise<AnswerUse[]> {
  const hashes = passages.map(({ hash }) => hash);
  const found = [...(await byHash(read, hashes)), ...(await byQuote(read, passages))];
  return [...new Map(found.map((use) => [use.id, use])).values()].sort((a, b) => (a.at < b.at ? 1 : -1));
}
