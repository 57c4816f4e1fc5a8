import type { Reply } from '../domain/message.js';
import { judge, summaries, type TypeSummary, type Verdict } from './judge.js';
import { conversationOf, type QuestionRow } from './question-set.js';

/** Asks as a person would: one sender a conversation, in the order of the rows. */
export type Ask = (sender: string, id: string, question: string) => Promise<Reply>;

/** Asks every row and judges the replies. Rows of one conversation share a sender. */
export async function evaluate(rows: readonly QuestionRow[], ask: Ask): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const row of rows) verdicts.push(judge(row, await ask(conversationOf(row), row.id, row.question)));
  return verdicts;
}

const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[⺀-￿]/u.test(letter) ? 2 : 1), 0);
}

const pad = (text: string, to: number) => text + ' '.repeat(Math.max(1, to - width(text)));

function tableLine({ type, questions, passed, answered, held, cited }: TypeSummary): string {
  const cells = [passed, answered, held, cited].map((count) => pad(`${count}`, 10));
  return `${pad(type, 30)}${pad(`${questions}`, 11)}${cells.join('')}${share(passed, questions)}`;
}

/** The table by type, and under it every row that did not pass, with what it lacked. */
export function reportOf(verdicts: readonly Verdict[]): string {
  const head = `${pad('type', 30)}${pad('questions', 11)}${['passed', 'answered', 'held', 'cited'].map((title) => pad(title, 10)).join('')}share`;
  const misses = verdicts
    .filter(({ passed }) => !passed)
    .map(({ row, reply, answered, held, cited }) => {
      const lacks = [
        !answered ? reply.status : '',
        held ? '' : `lacks ${row.must.join(', ')}`,
        cited ? '' : `cites none of ${row.facts.join(' ')}`,
      ];
      return `  ${row.id} ${row.question} → ${row.must.length === 0 ? 'answered' : lacks.filter(Boolean).join('; ')}`;
    });
  return [
    head,
    ...summaries(verdicts).map(tableLine),
    ...(misses.length > 0 ? ['', 'not passed:', ...misses] : []),
  ].join('\n');
}
