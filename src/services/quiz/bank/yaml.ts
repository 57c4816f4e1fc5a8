import { parse } from 'yaml';
import { type Fault, fault } from './fault.js';
import type { Question } from './question.js';
import { readWritten } from './written.js';

/** A fault with the file and the question that it is in; `id` is its place, `第3题`, where it has none. */
export interface BankFault extends Fault {
  readonly file: string;
  readonly id: string;
}

export interface BankFile {
  readonly questions: readonly Question[];
  readonly faults: readonly BankFault[];
}

/** A bank file, `topic` and `questions`: every question that can be read, and a fault for every one that cannot. */
export function readBankFile(text: string, file: string): BankFile {
  try {
    return questionsIn(parse(text), file);
  } catch (error) {
    const [cause = ''] = error instanceof Error ? error.message.split('\n') : [];
    return { questions: [], faults: [wholeFile(file, `YAML 读不懂：${cause}`, '请检查缩进、引号和冒号后的空格。')] };
  }
}

/** As `readBankFile`, for a file that is parsed already. */
export function questionsIn(value: unknown, file: string): BankFile {
  const { topic, questions, ...others } = (isRecord(value) ? value : {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(questions))
    return { questions: [], faults: [wholeFile(file, '没有 questions 列表', '请写 topic: 和 questions:，每题一项。')] };
  const unknown = Object.keys(others);
  const faults: BankFault[] =
    unknown.length > 0 ? [wholeFile(file, `不认识 ${unknown.join('、')}`, '请删掉，或改正名称。')] : [];
  const read: Question[] = [];
  for (const [at, written] of questions.entries()) {
    const reading = readWritten(isRecord(written) ? { topic, ...written } : written);
    if (reading.status === 'read') read.push(reading.question);
    else faults.push(...reading.faults.map((one) => ({ ...one, file, id: idOf(written, at) })));
  }
  return { questions: read, faults: [...faults, ...twice(read).map((id) => ({ ...used(id), file, id }))] };
}

/** A bank of several files: an id is used once in all of them. */
export function joinBank(files: readonly BankFile[]): BankFile {
  const questions = files.flatMap((one) => one.questions);
  const told = new Set(files.flatMap(({ faults }) => faults.map(({ id }) => id)));
  const across = twice(questions).filter((id) => !told.has(id));
  const faults = [...files.flatMap((one) => one.faults), ...across.map((id) => ({ ...used(id), file: '', id }))];
  const first = new Map(questions.toReversed().map((question) => [question.id, question]));
  return { questions: [...first.values()].reverse(), faults };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const idOf = (written: unknown, at: number) =>
  isRecord(written) && typeof written.id === 'string' ? written.id : `第${at + 1}题`;

const wholeFile = (file: string, cause: string, remedy: string): BankFault => ({
  ...fault('file-malformed', cause, remedy),
  ...{ file, id: '' },
});

const used = (id: string) => fault('id-twice', `编号 ${id} 用了两次`, '请给其中一题换一个没有用过的编号。');

function twice(questions: readonly Question[]): readonly string[] {
  const ids = questions.map(({ id }) => id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}
