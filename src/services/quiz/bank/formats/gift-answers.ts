import { type Fault, fault } from '../fault.js';
import { letterOf } from '../question.js';
import type { Written } from '../written.js';
import { indexOfSign, shownText, splitAtSigns } from './gift-text.js';

/** What stands between the braces of a question, read; or why it cannot be taken. */
export type Answers =
  | ({ readonly status: 'read'; readonly note?: string } & Pick<Written, 'kind' | 'options' | 'answer' | 'explanation'>)
  | { readonly status: 'refused'; readonly fault: Fault };

const refuse = (code: string, cause: string, remedy: string): Answers => ({
  status: 'refused',
  fault: fault(code, cause, remedy),
});
const other = (name: string): Answers =>
  refuse('gift-other-kind', `这是${name}，这里只有单选、多选和判断`, '请改成选择题，或从文件里删掉这一题。');

const TRUTH = /^\s*(T|TRUE|F|FALSE|对|正确|错|错误)\s*(?=#|$)/i;

/** @param format of the question's text, which its answers have too unless they say else */
export function readAnswers(inside: string, format: string): Answers {
  const at = indexOfSign(inside, '####');
  const body = (at < 0 ? inside : inside.slice(0, at)).trim();
  const general = at < 0 ? '' : shownText(inside.slice(at + 4), format).text.trim();
  if (body === '') return other('问答题（没有选项）');
  if (body.startsWith('#')) return other('填数题');
  const truth = TRUTH.exec(body);
  if (truth) return judged(truth[1] ?? '', body.slice(truth[0].length), general, format);
  const [before, ...choices] = splitAtSigns(body, '~=').map(({ sign, text }) => ({ ...choiceOf(text, format), sign }));
  if (before && before.text !== '')
    return refuse('gift-before-options', `选项前面多了“${before.text}”`, '正确选项前写 =，其他选项前写 ~。');
  if (choices.every(({ sign }) => sign === '='))
    return choices.some(({ text }) => text.includes('->')) ? other('连线题') : other('填空题（只有 = 没有 ~）');
  return chosen(choices, general);
}

/** {T#如果答错#如果答对} */
function judged(word: string, rest: string, general: string, format: string): Answers {
  const right = /^[TF]/i.test(word) ? /^T/i.test(word) : /^[对正]/.test(word);
  const feedback = splitAtSigns(rest, '#').map(({ text }) => shownText(text, format).text.trim());
  const explanation = general || feedback[2] || feedback[1] || '';
  return { status: 'read', kind: 'true-false', answer: right ? '对' : '错', ...(explanation ? { explanation } : {}) };
}

interface Choice {
  readonly sign: string;
  readonly text: string;
  readonly feedback: string;
  /** Per cent; undefined where none is written. */
  readonly weight: number | undefined;
}

function choiceOf(written: string, format: string): Omit<Choice, 'sign'> {
  const [, weight, rest = written] = /^\s*%(-?\d{1,3}(?:\.\d{1,6})?)%([\s\S]*)$/.exec(written) ?? [];
  const at = indexOfSign(rest, '#');
  return {
    text: shownText(at < 0 ? rest : rest.slice(0, at), format).text.trim(),
    feedback: at < 0 ? '' : shownText(rest.slice(at + 1), format).text.trim(),
    weight: weight === undefined ? undefined : Number(weight),
  };
}

/** How far the parts of a whole may be off: three thirds of two decimals make 99.99. */
const ROUNDED = 1;

function chosen(choices: readonly Choice[], general: string): Answers {
  const empty = choices.findIndex(({ text }) => text === '');
  if (empty >= 0)
    return refuse('gift-empty-option', `选项 ${letterOf(empty)} 是空的`, '请写上内容，或删掉这个 ~ 或 =。');
  const marked = choices.filter(({ sign }) => sign === '=');
  const part = choices.filter(({ sign, weight = 0 }) => sign === '~' && weight > 0);
  if (marked.length > 1)
    return refuse('gift-two-right', '有两个 = 选项', '单选只能有一个 = ；多选的正确选项请写 ~%50% 这样的分值。');
  if (marked.some(({ weight = 100 }) => weight !== 100) || (marked.length === 1 && part.length > 0))
    return refuse('gift-part-marks', '有部分得分的选项，这里答对才得分', '请只留一个正确选项，或改成多选。');
  const right = marked.length > 0 ? marked : part;
  if (right.length === 0)
    return refuse('gift-none-right', '没有正确选项', '请在正确选项前写 = ，或写 ~%50% 这样的分值。');
  const total = part.reduce((sum, { weight = 0 }) => sum + weight, 0);
  if (marked.length === 0 && Math.abs(total - 100) > ROUNDED)
    return refuse('gift-weights', `正确选项的分值合计是 ${total}%`, '请改成合计 100%，如两个各 50%。');
  const explanation = general || right.map(({ feedback }) => feedback).find((text) => text !== '') || '';
  const dropped = choices.some(({ feedback }) => feedback !== '' && feedback !== explanation);
  return {
    status: 'read',
    kind: right.length > 1 ? 'multiple' : 'single',
    options: choices.map(({ text }) => text),
    answer: choices.flatMap((choice, at) => (right.includes(choice) ? [letterOf(at)] : [])).join(''),
    ...(explanation ? { explanation } : {}),
    ...(dropped ? { note: '每个选项自己的反馈没有收，只收了一条解析' } : {}),
  };
}
