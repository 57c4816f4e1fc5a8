import type { Reply } from '../domain/message.js';
import { groupOf, mustRefuse, type QuestionRow } from './question-set.js';

/** Characters from the start of an answer in which the figure asked for has to stand. */
export const readWithin = 300;

export interface Verdict {
  readonly row: QuestionRow;
  readonly reply: Reply;
  readonly answered: boolean;
  /** All of `must` in the first 300 characters; true where nothing is asked for. */
  readonly held: boolean;
  /** A citation carries one of the facts; true where none is named. */
  readonly cited: boolean;
  readonly passed: boolean;
}

function flat(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?<=\d),(?=\d{3})/g, '');
}

/** Whether a text holds a figure or word; a figure is held whole: 15 is not found in 2015 or 15.5. */
export function holds(text: string, wanted: string): boolean {
  const haystack = flat(text);
  return wanted.split('/').some((alternative) => {
    const needle = flat(alternative);
    if (needle === '') return false;
    const escaped = needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const before = /^\d/.test(needle) ? '(?<![\\d.])' : '';
    const after = /\d$/.test(needle) ? '(?!\\d|\\.\\d)' : '';
    return new RegExp(`${before}${escaped}${after}`, 'u').test(haystack);
  });
}

/** Judges one reply. A refusal passes when nothing is answered; an answer passes when it holds and cites. */
export function judge(row: QuestionRow, reply: Reply): Verdict {
  const answered = reply.status === 'answered';
  const start = reply.text.slice(0, readWithin);
  const held = row.must.every((wanted) => holds(start, wanted));
  const facts = new Set((reply.citations ?? []).flatMap((citation) => citation.facts));
  const cited = row.facts.length === 0 || row.facts.some((fact) => facts.has(fact));
  const passed = mustRefuse(row) ? !answered : answered && held && cited;
  return { row, reply, answered, held, cited, passed };
}

export interface TypeSummary {
  readonly type: string;
  readonly questions: number;
  readonly passed: number;
  readonly answered: number;
  readonly held: number;
  readonly cited: number;
}

function summarise(type: string, verdicts: readonly Verdict[]): TypeSummary {
  const count = (test: (verdict: Verdict) => boolean) => verdicts.filter(test).length;
  return {
    type,
    questions: verdicts.length,
    passed: count((verdict) => verdict.passed),
    answered: count((verdict) => verdict.answered),
    held: count((verdict) => verdict.answered && verdict.held),
    cited: count((verdict) => verdict.answered && verdict.cited),
  };
}

/** A line a type, then the sums that the goals speak of: answerable (calc aside), calc, refusals. */
export function summaries(verdicts: readonly Verdict[]): TypeSummary[] {
  const types = [...new Set(verdicts.map(({ row }) => row.type))].sort();
  const refusals = verdicts.filter(({ row }) => groupOf(row) === 'refusals');
  const calc = verdicts.filter(({ row }) => groupOf(row) === 'calc');
  const answerable = verdicts.filter(({ row }) => groupOf(row) === 'answerable');
  return [
    ...types.map((type) =>
      summarise(
        type,
        verdicts.filter(({ row }) => row.type === type),
      ),
    ),
    ...(answerable.length > 0 ? [summarise('= answerable, calc aside', answerable)] : []),
    ...(calc.length > 0 ? [summarise('= calc', calc)] : []),
    ...(refusals.length > 0 ? [summarise('= refuse', refusals)] : []),
  ];
}
