import { z } from 'zod';
import { cleanLine } from '../../../ingestion/clean.js';
import { type Fault, fault } from './fault.js';
import {
  type Difficulty,
  difficulties,
  kinds,
  MOST_OPTIONS,
  type Question,
  type QuestionKind,
  type Topic,
  TRUE_FALSE,
  topics,
} from './question.js';
import { shapeFaults } from './shape.js';

const keys = <Key extends string>(table: Readonly<Record<Key, string>>) => Object.keys(table) as [Key, ...Key[]];
const listed = (table: Readonly<Record<string, string>>) =>
  Object.entries(table)
    .map(([key, name]) => `${key}（${name}）`)
    .join('、');

/** One line: what a question says has no paragraphs, in no format. */
const line = (what: string, most: number) =>
  z
    .union([z.string(), z.number()], `没有写${what}`)
    .transform((text) => cleanLine(String(text)))
    .pipe(z.string().min(1, `没有写${what}`).max(most, `${what}超过 ${most} 个字`));
const day = z.iso.date('日期请写成 2026-01-01');

const schema = z.strictObject({
  id: z.string('没有写编号 id').regex(/^[a-z0-9][a-z0-9-]{2,60}$/, '编号请用 3 到 61 个英文小写字母、数字和连字符'),
  topic: z.enum(keys(topics), `没有写专题，或不认识。可以写：${listed(topics)}`),
  kind: z.enum(keys(kinds), `没有写题型，或不认识。可以写：${listed(kinds)}`),
  question: line('题干', 500),
  options: z.array(line('选项', 200)).max(MOST_OPTIONS, `选项最多 ${MOST_OPTIONS} 个`).exactOptional(),
  answer: z.union([z.string(), z.boolean()], '没有写答案').transform(String),
  inOrder: z.boolean().default(false),
  explanation: z.string().default('').transform(cleanLine).pipe(z.string().max(1_000, '解析超过 1000 个字')),
  cites: z
    .strictObject({ path: line('依据文件', 300), heading: line('依据标题', 200), quote: line('依据原文', 500) })
    .exactOptional(),
  difficulty: z.enum(keys(difficulties), `不认识的难度。可以写：${listed(difficulties)}`).default('medium'),
  validFrom: day.exactOptional(),
  validTo: day.exactOptional(),
});

/** A question as somebody wrote it: in a bank file, an import, a form. What is not known is left out. */
export interface Written {
  readonly id?: string;
  readonly topic?: Topic;
  readonly kind?: QuestionKind;
  readonly question?: string;
  readonly options?: readonly string[];
  /** Letters as written, `AC`; 对 or 错. */
  readonly answer?: string;
  readonly inOrder?: boolean;
  readonly explanation?: string;
  readonly cites?: { readonly path: string; readonly heading: string; readonly quote: string };
  readonly difficulty?: Difficulty;
  readonly validFrom?: string;
  readonly validTo?: string;
}

export type Reading =
  | { readonly status: 'read'; readonly question: Question }
  | { readonly status: 'refused'; readonly faults: readonly [Fault, ...Fault[]] };

const yes = new Set(['对', '正确', '是', '√', '✓', 't', 'true', 'a']);
const no = new Set(['错', '错误', '不对', '否', '×', '✗', 'x', 'f', 'false', 'b']);

/** Indexes of the options that letters name, ascending; undefined for what is no answer of this kind. */
export function readAnswer(kind: QuestionKind, written: string): readonly number[] | undefined {
  const said = written.normalize('NFKC').trim();
  if (kind === 'true-false') {
    const word = said.toLowerCase();
    return yes.has(word) ? [0] : no.has(word) ? [1] : undefined;
  }
  const letters = said.toUpperCase().replace(/[\s,、;；/.]/g, '');
  if (!/^[A-Z]{1,26}$/.test(letters)) return undefined;
  const indexes = [...letters].map((letter) => letter.charCodeAt(0) - 65);
  return [...new Set(indexes)].sort((a, b) => a - b);
}

const REMEDY = '请改正后再试。';

/** A question out of what was written, or everything that is wrong with it. */
export function readWritten(written: unknown): Reading {
  const parsed = schema.safeParse(written);
  if (!parsed.success) return refused(parsed.error.issues.map(issueFault));
  const { question: stem, options: given, answer: letters, ...rest } = parsed.data;
  if (rest.kind === 'true-false' && given && given.join() !== TRUE_FALSE.join())
    return refused([fault('options-of-true-false', '判断题不写选项', '请删掉选项，答案写 对 或 错。')]);
  const options = rest.kind === 'true-false' ? TRUE_FALSE : (given ?? []);
  const answer = readAnswer(rest.kind, letters);
  if (!answer)
    return refused([
      fault(
        'no-answer',
        `答案“${letters}”看不懂`,
        rest.kind === 'true-false' ? '判断题的答案请写 对 或 错。' : '请写选项的字母，如 C 或 AC。',
      ),
    ]);
  const question = ordered({ ...rest, stem, options, answer, inOrder: rest.inOrder || rest.kind === 'true-false' });
  return refused(shapeFaults(question)) ?? { status: 'read', question };
}

function refused(faults: readonly [Fault, ...Fault[]] | readonly Fault[]): Reading & { status: 'refused' };
function refused(faults: readonly Fault[]): (Reading & { status: 'refused' }) | undefined {
  const [first, ...others] = faults;
  return first && { status: 'refused', faults: [first, ...others] };
}

function issueFault({ path, message, code, ...issue }: z.core.$ZodIssue): Fault {
  const where = path.length > 0 ? `${path.join('.')}：` : '';
  if (code === 'unrecognized_keys' && 'keys' in issue)
    return fault('unknown-field', `${where}不认识 ${issue.keys.join('、')}`, '请删掉，或改成说明里有的名称。');
  return fault('malformed', `${where}${message}`, REMEDY);
}

/** Fields in one order, what is absent left out: equal questions are equal as JSON. */
export function ordered(question: Question): Question {
  const { id, topic, kind, stem, options, answer, inOrder, explanation, cites, difficulty, validFrom, validTo } =
    question;
  return {
    ...{ id, topic, kind, stem, options, answer, inOrder, explanation },
    ...(cites ? { cites: { path: cites.path, heading: cites.heading, quote: cites.quote } } : {}),
    difficulty,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

export const contentOf = (question: Question): string => JSON.stringify(ordered(question));
