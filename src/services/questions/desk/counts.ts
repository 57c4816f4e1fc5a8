import type { Period } from '../../../casework/figure.js';
import type { Citation } from '../../../domain/message.js';
import type { Reader } from '../../../storage/store.js';
import { type Cluster, cluster, type OpenQuestion } from '../cluster.js';
import type { AnswerRecord, QuestionTables } from '../records.js';
import { bounds, readPassages, run } from './queries.js';

export type Status = AnswerRecord['status'];
export const statusNames: Readonly<Record<Status, string>> = {
  answered: '有依据地答了',
  'ask-back': '反问',
  unsure: '说不知道',
  redirect: '指路',
  failed: '没查成',
};
export const statuses = Object.keys(statusNames) as readonly Status[];

export type StatusCounts = Readonly<Record<Status, number>>;

export async function countStatuses(read: Reader, period: Period): Promise<StatusCounts> {
  const rows = await run<{ status: Status; count: number }>(read, 'statuses', period);
  const count = (status: Status) => rows.find((row) => row.status === status)?.count ?? 0;
  return Object.fromEntries(statuses.map((status) => [status, count(status)])) as StatusCounts;
}

export const totalOf = (counts: StatusCounts): number => statuses.reduce((sum, status) => sum + counts[status], 0);

export interface DayCount {
  /** In China. */
  readonly day: string;
  readonly asked: number;
  readonly answered: number;
  readonly unsure: number;
}

export async function countDays(read: Reader, period: Period): Promise<readonly DayCount[]> {
  return [...(await run<DayCount>(read, 'days', period))].sort((a, b) => (a.day < b.day ? -1 : 1));
}

export interface FeedbackCounts {
  readonly useful: number;
  readonly useless: number;
}

export async function countFeedback(read: Reader, period: Period): Promise<FeedbackCounts> {
  const rows = await run<{ useful: number; count: number }>(read, 'feedback', period);
  const count = (mark: number) => rows.find(({ useful }) => useful === mark)?.count ?? 0;
  return { useful: count(1), useless: count(0) };
}

export async function countCited(read: Reader, period: Period): Promise<number> {
  const [row] = await run<{ count: number }>(read, 'cited', period);
  return row?.count ?? 0;
}

export const countChannels = (read: Reader, period: Period) =>
  run<{ key: string; count: number }>(read, 'channels', period);

/** A topic is told from so many of the newest questions: more would only make the page slow. */
export const LOOKED_AT = 1_500;

/** What the newest questions of a period are about: alike ones together, the most asked first. */
export async function hotTopics(read: Reader, period: Period): Promise<readonly Cluster[]> {
  const [from, to] = bounds(period);
  const rows = await read
    .withTables<QuestionTables>()
    .selectFrom('answers')
    .select(['question', 'status', 'at'])
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('question', '!=', '')
    .orderBy('at', 'desc')
    .limit(LOOKED_AT)
    .execute();
  return cluster(rows.map(({ question, status, at }): OpenQuestion => ({ question, at, unsure: status === 'unsure' })));
}

export interface PassageFeedback {
  readonly passage: string;
  readonly useful: number;
  readonly useless: number;
  /** 《题目》小标题, as an answer that cited it showed it. */
  readonly heading: string;
}

/** The passages whose answers were marked, those marked 没用 most first; fifty at most. */
export async function passageFeedback(read: Reader, period: Period): Promise<readonly PassageFeedback[]> {
  const rows = await readPassages<Omit<PassageFeedback, 'heading'> & { answer: string }>(read, period);
  const answers =
    rows.length === 0
      ? []
      : await citationsOf(
          read,
          rows.map(({ answer }) => answer),
        );
  return rows.map(({ answer, ...row }) => ({ ...row, heading: headingOf(answers, answer, row.passage) }));
}

const citationsOf = (read: Reader, ids: readonly string[]) =>
  read
    .withTables<QuestionTables>()
    .selectFrom('answers')
    .select(['id', 'citations'])
    .where('id', 'in', [...new Set(ids)])
    .execute();

function headingOf(answers: Awaited<ReturnType<typeof citationsOf>>, id: string, passage: string): string {
  const cited = JSON.parse(answers.find((answer) => answer.id === id)?.citations ?? '[]') as readonly Citation[];
  const found = cited.find((citation) => citation.passage?.id === passage);
  return found ? `《${found.title}》${found.heading}` : passage;
}
