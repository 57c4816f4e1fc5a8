import { type Fault, fault } from '../fault.js';
import { type Question, topics } from '../question.js';
import type { Written } from '../written.js';
import type { Parsed, QuestionFormat } from './format.js';
import { readAnswers } from './gift-answers.js';
import { notesOf, readNotes } from './gift-notes.js';
import { escapeGift, indexOfSign, MEDIA, shownText, writeText } from './gift-text.js';
import { blocksOf, hasLine, type Line, linesOf, opening } from './text-lines.js';

const CATEGORY = /^\s*\$CATEGORY\s*:\s*(.*)$/i;
const COMMENT = /^\s*\/\//;
/** What follows a question name that is an id of ours. */
const ID = /^[a-z0-9][a-z0-9-]{2,60}$/;

/** GIFT, as Moodle describes it: the choices of its kinds that are single, multiple and true-false. */
export const gift: QuestionFormat = {
  name: 'gift',
  extension: '.gift',
  mediaType: 'text/plain; charset=utf-8',
  about: 'GIFT：Moodle 的文本格式，单选、多选、判断都能带走；依据、专题、难度写在注释里',
  accepts: (bytes) => hasLine(bytes, /[{}]/),
  parse: async (bytes) => read(linesOf(bytes)),
  async write(questions) {
    let topic = '';
    const parts = questions.map((question) => {
      const category = question.topic === topic ? '' : `$CATEGORY: 医问题库/${topics[question.topic]}\n\n`;
      topic = question.topic;
      return category + write(question);
    });
    return { bytes: Buffer.from(parts.join('\n')), left: [] };
  },
};

function read(lines: readonly Line[]): readonly Parsed[] {
  let topic: Written['topic'];
  const found: Parsed[] = [];
  let broken: Parsed | undefined;
  for (const block of blocksOf(lines)) {
    const category = block.find(({ text }) => CATEGORY.test(text));
    if (category) topic = topicNamed(CATEGORY.exec(category.text)?.[1] ?? '');
    const comments = block.flatMap(({ text }) => (COMMENT.test(text) ? [text] : []));
    const own = block.filter((line) => line !== category && !COMMENT.test(line.text));
    const [first] = own;
    if (!first) continue;
    const source = own.map(({ text }) => text).join('\n');
    if (broken && indexOfSign(source, '{') < 0) {
      // What a blank line cut off is told once, with the question that it belongs to.
      if (indexOfSign(source, '}') >= 0) broken = undefined;
      continue;
    }
    const one = readQuestion(source, first.at, { ...(topic ? { topic } : {}), ...readNotes(comments) });
    broken = one.status === 'refused' && one.faults[0].code === 'quiz.gift-not-closed' ? one : undefined;
    found.push(one);
  }
  return found;
}

function topicNamed(path: string): Written['topic'] {
  const last = path.split('/').at(-1)?.trim() ?? '';
  return Object.entries(topics).find(([key, name]) => key === last || name === last)?.[0] as Written['topic'];
}

function readQuestion(source: string, at: number, known: Written): Parsed {
  const { name, rest } = named(source.trim());
  const refuse = (one: Fault): Parsed => ({ status: 'refused', at, about: opening(rest), faults: [one] });
  const open = indexOfSign(rest, '{');
  const close = indexOfSign(rest, '}', Math.max(open, 0));
  if (open < 0 && close < 0)
    return refuse(fault('gift-no-answers', '没有答案，只有文字', '请在题干后面用大括号写选项，或删掉这一段。'));
  if (open < 0) return refuse(fault('gift-not-opened', '有 } 没有 {', '请补上 {；文字里的大括号前面加反斜杠。'));
  if (close < 0)
    return refuse(fault('gift-not-closed', '大括号没有合上', '请补上 }；一题中间不能有空行，题和题之间才空一行。'));
  const after = rest.slice(close + 1).trim();
  if (indexOfSign(after, '{') >= 0 || indexOfSign(after, '}') >= 0)
    return refuse(fault('gift-two-answers', '一题里有两对大括号', '一题只能有一处答案；两题之间请空一行。'));
  if (MEDIA.test(rest)) return refuse(fault('gift-media', '题里有图片、表格或声音', '聊天里只有文字，请改成文字题。'));
  const { text: stem, format } = shownText(rest.slice(0, open) + (after === '' ? '' : `_____${after}`));
  if (stem.trim() === '') return refuse(fault('gift-no-stem', '没有题干', '请在大括号前面写题干。'));
  const answers = readAnswers(rest.slice(open + 1, close), format);
  if (answers.status === 'refused') return refuse(answers.fault);
  const { status: _, note, ...read } = answers;
  const written = { ...known, ...(ID.test(name) ? { id: name } : {}), question: stem.trim(), ...read };
  return { status: 'parsed', at, written, ...(note === undefined ? {} : { note }) };
}

/** `::name::` before a question. */
function named(source: string): { readonly name: string; readonly rest: string } {
  const end = source.startsWith('::') ? indexOfSign(source, '::', 2) : -1;
  return end < 0
    ? { name: '', rest: source }
    : { name: shownText(source.slice(2, end)).text.trim(), rest: source.slice(end + 2).trim() };
}

function write(question: Question): string {
  const { id, stem, explanation } = question;
  const feedback = explanation === '' ? '' : `\n\t####${writeText(explanation)}`;
  const answers = writeAnswers(question);
  return `${notesOf(question).join('\n')}\n::${escapeGift(id)}::${writeText(stem)} {${answers}${feedback}\n}\n`;
}

function writeAnswers({ kind, options, answer }: Question): string {
  if (kind === 'true-false') return answer[0] === 0 ? 'TRUE' : 'FALSE';
  return options.map((option, at) => `\n\t${markOf(kind, answer, option, at)}${writeText(option)}`).join('');
}

/** A weight stands before what would be read as one. */
function markOf(kind: Question['kind'], answer: readonly number[], option: string, at: number): string {
  const right = answer.includes(at);
  const percent = option.startsWith('%');
  if (kind === 'multiple') return right ? `~%${Number((100 / answer.length).toFixed(5))}%` : '~%-100%';
  return right ? `=${percent ? '%100%' : ''}` : `~${percent ? '%0%' : ''}`;
}
