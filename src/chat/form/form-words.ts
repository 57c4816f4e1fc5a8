import type { Choice, Reply } from '../../domain/message.js';
import { type Field, type Form, isChoice, optionsOf } from './define-form.js';
import { askedFields, type FormState, fieldOf } from './form-state.js';

export const say = (text: string, choices: readonly Choice[] = []): Reply => ({
  status: 'service',
  text,
  ...(choices.length > 0 ? { choices } : {}),
});

export const choice = (text: string, label = text): Choice => ({ label, text });

/** The notice, the way out, and the first question. */
export function opening(form: Form, first: Field): Reply {
  const ways = '每一步都可以回复“上一步”，随时回复“取消”退出，不留任何内容。';
  const sealed = '您填的内容会加密，只有承办人员能看。';
  const { text, choices = [] } = ask(first, undefined);
  return say([...form.notice, sealed, ways, text].join('\n'), choices);
}

/** The question of a field. 取消 and 上一步 are no choices: a stray 2 must not throw away what was told. */
export function ask(field: Field, shown: string | undefined): Reply {
  const ways = [
    ...(shown ? [`现在填的是：${shown}。不改请回复“不改”。`] : []),
    ...(field.optional ? ['可以不填，回复“跳过”。'] : []),
  ];
  const example = isChoice(field) ? '' : `例如：${field.example}`;
  const choices = isChoice(field) ? optionsOf(field).map(({ label }) => choice(label)) : [];
  const skip = field.optional && choices.length < 6 ? [choice('跳过')] : [];
  return say([`${field.ask}${example}`, ...ways].join('\n'), [...choices, ...skip]);
}

/** Never blames: says what is not right where that is known, and shows a right answer. */
export function unfit(field: Field, why: string | undefined): Reply {
  const { choices = [] } = ask(field, undefined);
  const right = isChoice(field)
    ? `请从${optionsOf(field)
        .map(({ label }) => label)
        .join('、')}里选一个。`
    : `例如：${field.example}`;
  return say([`${why ?? '没看懂。'}${field.ask}${right}`, '退出请回复“取消”。'].join('\n'), choices);
}

export const required = (field: Field): Reply => {
  const { text, choices = [] } = ask(field, undefined);
  return say(`这一项要填才能办理。${text}`, choices);
};

export const isFirst = (asked: Reply): Reply => ({ ...asked, text: `已经是第一项了。${asked.text}` });

export const askWhich = say('这句话像是在提问。要填进表里，还是先回答您？', [choice('填进表里'), choice('先回答问题')]);

export function summary(form: Form, state: FormState): Reply {
  const lines = askedFields(form, state).map((field, at) => {
    const shown = state.kept[field.name]?.shown ?? '（未填）';
    return `第${at + 1}项 ${field.label}：${shown}`;
  });
  return say(['请核对：', ...lines, '没有问题请回复“提交”；要改请回复“改第几项”，例如：改第2项'].join('\n'), [
    choice('提交'),
  ]);
}

/** What the form waits for now. */
export function promptFor(form: Form, state: FormState): Reply {
  if (state.pending) return askWhich;
  const field = fieldOf(form, state.at);
  return field ? ask(field, state.kept[field.name]?.shown) : summary(form, state);
}

export function filed({ title, after }: Form, number: string): Reply {
  return say(`${title}已收到，编号 ${number}。\n${after}\n查进度请发送这个编号。`);
}
