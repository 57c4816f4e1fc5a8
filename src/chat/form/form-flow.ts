import type { Address, Reply } from '../../domain/message.js';
import { commandOf } from '../clean.js';
import { defineFlow, type Flow, type Turn, type TurnContext } from '../flow.js';
import { looksLikeQuestion } from '../question-like.js';
import { type Field, type Form, isChoice, optionsOf } from './define-form.js';
import {
  answered,
  askedFields,
  type FormState,
  fieldBefore,
  fieldOf,
  goOn,
  type Kept,
  skip,
  submitted,
} from './form-state.js';
import { askWhich, filed, isFirst, opening, promptFor, required, unfit } from './form-words.js';
import { readAnswer } from './read-answer.js';

/** A form that was submitted. Its number is given when it is recorded. */
export interface FileForm {
  readonly kind: 'file';
  readonly form: string;
  readonly fields: Readonly<Record<string, Kept>>;
  readonly address: Address;
}

type FormTurn = Turn<FormState>;
type Context = TurnContext<undefined>;

const BACK = /^(?:上一步|返回|上一项|回上一步|返回上一步)$/;
const SKIP = /^(?:跳过|不填|没有|无|不知道|不清楚|略)$/;
const UNCHANGED = /^(?:不改|不用改|不变|保留)$/;
const SUBMIT = /^(?:提交|确认|确定|确认提交|没问题|没有问题|是|是的|好|好的|可以|对|ok|行)$/;
const CHANGE = /^(?:我?要?)?(?:改|修改|更改)(?:第)?([0-9一二三四五六七八九十]{1,2})?(?:项|条|个)?(.*)$/;
/** Clear enough to be heard at every step. */
const CHANGE_NUMBERED = /^(?:改|修改|更改)第[0-9一二三四五六七八九十]{1,2}[项条个]$/;
const IS_QUESTION = /^(?:先)?(?:回答|提问|问题|咨询|是问题|是提问|回答我|回答问题|先回答)$/;
const IS_ANSWER = /^(?:填进表里|填进|写进|写进表里|记下|填|是内容)$/;

/** A form as a flow: every typed answer is sealed at once, so that the bot itself cannot read it back. */
export function formFlow(form: Form): Flow<FormState> {
  const reducer = {
    form,
    asking: (state: FormState, reply: Reply = promptFor(form, state)): FormTurn => ({ status: 'asking', reply, state }),
  };
  return defineFlow<FormState>({
    name: `form-${form.name}`,
    title: form.title,
    version: form.version,
    confidential: true,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => !looksLikeQuestion(text) && form.triggers.test(commandOf(text)),
    begin: () => reducer.asking({ at: form.fields[0].name, kept: {}, skipped: [] }, opening(form, form.fields[0])),
    advance(state, context) {
      const said = commandOf(context.message.text);
      if (BACK.test(said)) return back(reducer, state);
      if (CHANGE_NUMBERED.test(said)) return change(reducer, state, said);
      const field = fieldOf(form, state.at);
      if (!field) return summaryTurn(reducer, state, context);
      return state.pending
        ? whichTurn(reducer, state, field, state.pending, context)
        : fieldTurn(reducer, state, field, context);
    },
    prompt: (state) => promptFor(form, state),
  });
}

interface Reducer {
  readonly form: Form;
  asking(state: FormState, reply?: Reply): FormTurn;
}

function back({ form, asking }: Reducer, { pending: _, ...state }: FormState): FormTurn {
  const before = fieldBefore(form, state);
  return before ? asking({ ...state, at: before.name }) : asking(state, isFirst(promptFor(form, state)));
}

function change({ form, asking }: Reducer, { pending: _, ...state }: FormState, said: string): FormTurn {
  const meant = fieldToChange(form, state, said);
  return asking(meant ? { ...state, at: meant.name } : state);
}

function fieldTurn(reducer: Reducer, state: FormState, field: Field, { message, now, seal }: Context): FormTurn {
  const { form, asking } = reducer;
  const { text } = message;
  const said = commandOf(text);
  const before = state.kept[field.name];
  if (UNCHANGED.test(said) && before) return asking(goOn(form, state));
  if (SKIP.test(said) && !readsAsChoice(field, text, now)) {
    if (field.optional) return asking(skip(form, state, field));
    return before ? asking(goOn(form, state)) : asking(state, required(field));
  }
  const reading = readAnswer(field, text, now);
  const question = looksLikeQuestion(text) && (reading.status === 'unfit' || !isChoice(field));
  if (question && field.kind !== 'story') return { status: 'unrelated', about: 'this', state };
  if (reading.status === 'unfit') return asking(state, unfit(field, reading.why));
  const { value, shown } = reading;
  const kept: Kept = isChoice(field) ? { shown, value } : { shown, sealed: seal('form', value) };
  if (question) return asking({ ...state, pending: kept }, askWhich);
  return noted(reducer, answered(form, state, field, kept), field, value);
}

/** 没有 is an answer where it can be chosen. */
const readsAsChoice = (field: Field, text: string, now: Date) =>
  isChoice(field) && readAnswer(field, text, now).status === 'answer';

/** What the rules say of the case that was chosen comes before the next question. */
function noted({ form, asking }: Reducer, state: FormState, field: Field, value: string): FormTurn {
  const note = isChoice(field) && optionsOf(field).find((option) => option.value === value)?.note;
  if (!note) return asking(state);
  const next = promptFor(form, state);
  return asking(state, { ...next, text: `${note}\n${next.text}` });
}

/** Anything but a clear word for a question counts as told: nothing is lost. */
function whichTurn(
  reducer: Reducer,
  { pending: _, ...state }: FormState,
  field: Field,
  pending: Kept,
  context: Context,
): FormTurn {
  const said = commandOf(context.message.text);
  if (IS_QUESTION.test(said)) return { status: 'unrelated', about: 'before', state };
  const kept = answered(reducer.form, state, field, pending);
  if (IS_ANSWER.test(said)) return reducer.asking(kept);
  const next = fieldOf(reducer.form, kept.at);
  return next ? fieldTurn(reducer, kept, next, context) : summaryTurn(reducer, kept, context);
}

function summaryTurn({ form, asking }: Reducer, state: FormState, { message }: Context): FormTurn {
  const { channel, chat, sender, text } = message;
  const said = commandOf(text);
  if (SUBMIT.test(said)) {
    const effects: FileForm[] = [
      { kind: 'file', form: form.name, fields: submitted(form, state), address: { channel, chat, sender } },
    ];
    return { status: 'complete', effects, reply: ({ number = '' }) => filed(form, number) };
  }
  const meant = fieldToChange(form, state, said);
  if (meant) return asking({ ...state, at: meant.name });
  if (looksLikeQuestion(text)) return { status: 'unrelated', about: 'this', state };
  return asking(state);
}

const NUMERALS = '零一二三四五六七八九十';

/** 改第2项, 改二, 改电话. */
function fieldToChange(form: Form, state: FormState, said: string): Field | undefined {
  const [whole, numeral, words = ''] = CHANGE.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const asked = askedFields(form, state);
  if (numeral) return asked[(NUMERALS.includes(numeral) ? NUMERALS.indexOf(numeral) : Number(numeral)) - 1];
  return words === '' ? undefined : asked.find(({ label }) => label.includes(words));
}
