import { type Fault, fault } from '../fault.js';
import { letterOf, MOST_OPTIONS, type Question, TRUE_FALSE } from '../question.js';
import type { Written } from '../written.js';
import type { LeftOut, Parsed, QuestionFormat } from './format.js';
import { blocksOf, hasLine, type Line, linesOf, opening } from './text-lines.js';

/** `A. ` or `A) `, as typed on Chinese keyboards too. */
const OPTION = /^\s*([A-ZＡ-Ｚ])\s*[.)．）、]\s*(.*)$/u;
const ANSWER = /^\s*(?:ANSWER|答案)\s*[:：]\s*(.*?)\s*$/iu;

/**
 * Aiken, as Moodle describes it: a question on one line, options each on a line that begins with a letter and a period
 * or bracket, and `ANSWER: ` with the letter of the right one. One right answer; nothing else is held.
 */
export const aiken: QuestionFormat = {
  name: 'aiken',
  extension: '.txt',
  mediaType: 'text/plain; charset=utf-8',
  about: 'Aiken：纯文本，只有单选和判断；带不走解析、专题、难度和依据',
  accepts: (bytes) => hasLine(bytes, ANSWER),
  parse: async (bytes) => questionsOf(linesOf(bytes)).map(read),
  async write(questions) {
    const left = questions.flatMap(cannotHold);
    const without = new Set(left.map(({ id }) => id));
    const text = questions.filter(({ id }) => !without.has(id)).map(write);
    return { bytes: Buffer.from(text.join('\n')), left };
  },
};

/** Blank lines are not needed between questions: each ends with its answer. */
function questionsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  return blocksOf(lines).flatMap((block) => {
    const parts: Line[][] = [[]];
    for (const line of block) {
      parts.at(-1)?.push(line);
      if (ANSWER.test(line.text)) parts.push([]);
    }
    return parts.filter(({ length }) => length > 0);
  });
}

function read(lines: readonly Line[]): Parsed {
  const [first = { at: 1, text: '' }, ...others] = lines;
  const refuse = (one: Fault): Parsed => ({
    ...{ status: 'refused', at: first.at, about: opening(first.text), faults: [one] },
  });
  if (OPTION.test(first.text) || ANSWER.test(first.text))
    return refuse(fault('aiken-no-stem', '没有题干', '第一行请写题干，占一行；题干和选项之间不要空行。'));
  const last = ANSWER.exec(others.at(-1)?.text ?? '');
  if (!last) return refuse(fault('aiken-no-answer', '没有答案行', '最后一行请写 ANSWER: 和一个字母，中间不要空行。'));
  const options: string[] = [];
  for (const { at, text } of others.slice(0, -1)) {
    const [, letter = '', option = ''] = OPTION.exec(text) ?? [];
    const expected = letterOf(options.length);
    if (letter === '')
      return refuse(fault('aiken-not-an-option', `第${at}行不是选项`, '题干只能占一行，每个选项占一行，以 A. 开头。'));
    if (letter.normalize('NFKC') !== expected)
      return refuse(
        fault(
          'aiken-letters',
          `第${at}行的选项是 ${letter}，应是 ${expected}`,
          '选项请按 A、B、C 的顺序，不要漏，不要重复。',
        ),
      );
    options.push(option);
  }
  if (options.length > MOST_OPTIONS)
    return refuse(fault('option-count', `有 ${options.length} 个选项`, `请写 2 到 ${MOST_OPTIONS} 个选项。`));
  const answer = (last[1] ?? '').normalize('NFKC').toUpperCase();
  if (!/^[A-Z]$/.test(answer))
    return refuse(
      fault('aiken-one-answer', `答案“${last[1]}”不是一个字母`, 'Aiken 只能有一个答案；多选请用 GIFT 或 XLSX。'),
    );
  return { status: 'parsed', at: first.at, written: writtenOf(first.text.trim(), options, answer) };
}

const words = /^(?:对|正确|true|t)$/i;
const opposite = /^(?:错|错误|false|f)$/i;

function writtenOf(question: string, options: readonly string[], answer: string): Written {
  const [yes = '', no = ''] = options;
  const judged = options.length === 2 && words.test(yes.trim()) && opposite.test(no.trim()) && 'AB'.includes(answer);
  return judged
    ? { kind: 'true-false', question, answer: TRUE_FALSE[answer === 'A' ? 0 : 1] }
    : { kind: 'single', question, options, answer };
}

function cannotHold({ id, kind, stem, options }: Question): readonly LeftOut[] {
  if (kind === 'multiple') return [{ id, why: 'Aiken 没有多选' }];
  if (OPTION.test(stem) || ANSWER.test(stem)) return [{ id, why: '题干会被认成选项或答案行' }];
  if (kind === 'single' && options.length === 2 && words.test(options[0] ?? '') && opposite.test(options[1] ?? ''))
    return [{ id, why: '会被认成判断题' }];
  return [];
}

function write({ stem, options, answer }: Question): string {
  const lines = [stem, ...options.map((option, at) => `${letterOf(at)}. ${option}`)];
  return `${[...lines, `ANSWER: ${letterOf(answer[0] ?? 0)}`].join('\n')}\n`;
}
