import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { YiwenError } from '../../../lib/errors.js';
import type { Reader } from '../../../storage/store.js';
import { checkQuestion } from './check.js';
import { type Fault, fault, sayFault } from './fault.js';
import type { Parsed } from './formats/format.js';
import { formatOf } from './formats/index.js';
import { opening } from './formats/text-lines.js';
import { listQuestions } from './list.js';
import { type Passages, sectionCited, sourceOf } from './passages.js';
import { type BankQuestion, letterOf, type Question, type Topic } from './question.js';
import { contentOf, readWritten, type Written } from './written.js';

export const LARGEST_IMPORT = 2_000_000;
export const MOST_QUESTIONS = 2_000;

/** What would become of a question of a file. */
export type ImportRow = {
  /** Its line or row. */
  readonly at: number;
  readonly stem: string;
} & (
  | {
      readonly status: 'added' | 'changed' | 'unchanged';
      readonly question: Question;
      /** The version that it changes; 0 for a new one. */
      readonly basis: number;
      /** What it still lacks before it can be asked, and what was dropped. */
      readonly notes: readonly string[];
      /** What keeps it from being asked, '' where nothing does, and what its citation says: as the bank keeps them. */
      readonly flag: string;
      readonly source: string;
    }
  | { readonly status: 'refused'; readonly faults: readonly Fault[] }
);

export interface ImportPlan {
  readonly format: string;
  readonly sha256: string;
  readonly rows: readonly ImportRow[];
}

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For questions that do not say what they are about. */
  readonly topic?: Topic;
}

/** A file read; nothing of it is held against the bank yet. */
export interface ReadImport {
  readonly format: string;
  readonly sha256: string;
  readonly topic?: Topic;
  readonly parsed: readonly Parsed[];
}

/** @throws YiwenError `quiz.too-large`, `quiz.too-many`, `quiz.nothing-found`, `quiz.unknown-format`, `ingestion.*` */
export async function readImport({ name, bytes, topic }: ImportFile): Promise<ReadImport> {
  if (bytes.length > LARGEST_IMPORT) throw new YiwenError('quiz.too-large', '文件超过2兆', '请拆成几份再导入');
  const format = formatOf(bytes, name);
  const parsed = await format.parse(bytes);
  if (parsed.length === 0) throw new YiwenError('quiz.nothing-found', '文件里没有题', '请看说明里的样例，改好再导入');
  if (parsed.length > MOST_QUESTIONS)
    throw new YiwenError('quiz.too-many', `有 ${parsed.length} 题，一次最多 ${MOST_QUESTIONS} 题`, '请拆成几份再导入');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { format: format.name, sha256, parsed, ...(topic ? { topic } : {}) };
}

const PIECE = 50;

/**
 * What importing would do. Writes nothing; between pieces others get their turn, as checking takes a millisecond each.
 * @param day Asia/Shanghai
 */
export async function planImport(
  db: Reader,
  { format, sha256, topic, parsed }: ReadImport,
  passages: Passages,
  day: string,
): Promise<ImportPlan> {
  const bank = await listQuestions(db);
  const known: Known = {
    byId: new Map(bank.map((question) => [question.id, question])),
    byStem: groupedByStem(bank),
  };
  const taken = new Map<string, number>();
  const rows: ImportRow[] = [];
  for (const [index, one] of parsed.entries()) {
    if (index % PIECE === PIECE - 1) await setImmediate();
    const row = rowOf(one, known, topic);
    const before = row.status === 'refused' ? undefined : taken.get(row.question.id);
    if (row.status === 'refused') rows.push(row);
    else if (before !== undefined)
      rows.push({ ...placed(one), status: 'refused', faults: [twice(row.question.id, before)] });
    else {
      taken.set(row.question.id, one.at);
      rows.push(checked(row, passages, day));
    }
  }
  return { format, sha256, rows };
}

function checked(row: Exclude<ImportRow, { status: 'refused' }>, passages: Passages, day: string): ImportRow {
  const lacks = checkQuestion(row.question, passages, day).map(sayFault);
  const section = sectionCited(passages, row.question.cites);
  const source = section ? JSON.stringify(sourceOf(section)) : '';
  return { ...row, notes: [...row.notes, ...lacks], flag: lacks[0] ?? '', source };
}

const twice = (id: string, before: number): Fault =>
  fault('id-twice', `和第 ${before} 行是同一题（${id}）`, '请删掉其中一题，或换一个编号。');

function groupedByStem(bank: readonly BankQuestion[]): Known['byStem'] {
  const groups = new Map<string, BankQuestion[]>();
  for (const one of bank) {
    const group = groups.get(one.stem);
    if (group) group.push(one);
    else groups.set(one.stem, [one]);
  }
  return groups;
}

interface Known {
  readonly byId: ReadonlyMap<string, BankQuestion>;
  readonly byStem: ReadonlyMap<string, readonly BankQuestion[]>;
}

const placed = (one: Parsed) => ({
  at: one.at,
  stem: one.status === 'refused' ? one.about : opening(one.written.question ?? ''),
});

function rowOf(one: Parsed, known: Known, topic: Topic | undefined): ImportRow {
  const place = placed(one);
  if (one.status === 'refused') return { ...place, status: 'refused', faults: one.faults };
  const before = sameQuestion(one.written, known);
  const written: Written = { ...(topic ? { topic } : {}), ...carriedOver(before), ...one.written };
  const reading = readWritten({ ...written, id: written.id ?? newId(written) });
  if (reading.status === 'refused') return { ...place, status: 'refused', faults: reading.faults };
  const { question } = reading;
  const basis = before?.version ?? 0;
  const same = before !== undefined && contentOf(before) === contentOf(question);
  const status = same ? 'unchanged' : before ? 'changed' : 'added';
  return { ...place, status, question, basis, notes: one.note === undefined ? [] : [one.note], flag: '', source: '' };
}

/** The question of the bank that a row means: of its id, else of its very words, the options too where several have them. */
function sameQuestion({ id, question = '', options = [] }: Written, { byId, byStem }: Known): BankQuestion | undefined {
  if (id !== undefined) return byId.get(id);
  const worded = byStem.get(question.trim()) ?? [];
  const whole = worded.find((one) => one.options.join('\n') === options.join('\n'));
  return whole ?? (worded.length === 1 ? worded[0] : undefined);
}

/** What a format could not carry stays as the bank has it. */
function carriedOver(before: BankQuestion | undefined): Written {
  if (!before) return {};
  const { id, topic, difficulty, explanation, cites, validFrom, validTo, inOrder } = before;
  return {
    ...{ id, topic, difficulty, explanation, inOrder },
    ...(cites ? { cites } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
  };
}

/** Made of the question's words: a file that is imported twice adds nothing the second time. */
export function newId({ topic, question = '', options = [] }: Written): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([question, options]))
    .digest('hex');
  return `${topic ?? 'question'}-${hash.slice(0, 10)}`;
}

/** The question as somebody would write it. */
export function writtenOf({ stem, kind, options, answer, ...rest }: Question): Written {
  const judged = kind === 'true-false';
  const { id, topic, explanation, cites, difficulty, validFrom, validTo, inOrder } = rest;
  return {
    ...{ id, topic, kind, question: stem, explanation, difficulty, inOrder },
    answer: judged ? (options[answer[0] ?? 0] ?? '') : answer.map(letterOf).join(''),
    ...(judged ? {} : { options }),
    ...(cites ? { cites } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
  };
}
