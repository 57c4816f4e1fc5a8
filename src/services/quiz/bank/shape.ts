import { normalise } from '../../../lib/chinese/normalise.js';
import { type Fault, fault } from './fault.js';
import { letterOf, MOST_OPTIONS, type Question } from './question.js';

type Rule = (question: Question) => Fault | undefined;

const asc = (values: readonly number[]) => values.every((value, at) => at === 0 || value > (values[at - 1] ?? -1));

const rules: readonly Rule[] = [
  ({ options }) =>
    options.length < 2 || options.length > MOST_OPTIONS
      ? fault('option-count', `有 ${options.length} 个选项`, `请写 2 到 ${MOST_OPTIONS} 个选项。`)
      : undefined,
  ({ options }) => {
    const seen = options.map(normalise);
    const at = seen.findIndex((option, index) => seen.indexOf(option) !== index);
    const first = letterOf(seen.indexOf(seen[at] ?? ''));
    return at < 0 ? undefined : fault('options-same', `选项 ${first} 和 ${letterOf(at)} 一样`, '请改成不同的内容。');
  },
  ({ options, answer }) => {
    const beyond = answer.find((index) => index < 0 || index >= options.length);
    return beyond === undefined
      ? undefined
      : fault('answer-out-of-range', `答案 ${letterOf(beyond)} 没有对应的选项`, '请补上选项，或改正答案。');
  },
  ({ answer }) =>
    answer.length === 0 || !asc(answer)
      ? fault('no-answer', '没有写清答案', '请写选项的字母，如 C 或 AC。')
      : undefined,
  ({ kind, answer }) =>
    kind !== 'multiple' && answer.length > 1
      ? fault('one-answer', `有 ${answer.length} 个答案，只能有一个`, '请只留一个答案，或把题型改为多选。')
      : undefined,
  ({ kind, answer }) =>
    kind === 'multiple' && answer.length === 1
      ? fault('several-answers', '多选题只有一个答案', '请写全答案，或把题型改为单选。')
      : undefined,
  ({ validFrom, validTo }) =>
    validFrom !== undefined && validTo !== undefined && validTo < validFrom
      ? fault('validity-reversed', `失效日期 ${validTo} 早于生效日期 ${validFrom}`, '请改正日期。')
      : undefined,
];

/** What can be told to be wrong from the question alone. */
export const shapeFaults = (question: Question): readonly Fault[] => rules.flatMap((rule) => rule(question) ?? []);
