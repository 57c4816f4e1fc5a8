import type { DeskReply, DeskRequest, Form, Route } from '../../../casework/desk.js';
import { YiwenError } from '../../../lib/errors.js';
import { flagWritten } from '../bank/flag.js';
import { newId, writtenOf } from '../bank/import-plan.js';
import { type Difficulty, MOST_OPTIONS, type QuestionKind, type Topic } from '../bank/question.js';
import { latestQuestion, saveQuestion } from '../bank/records.js';
import { readWritten, type Written } from '../bank/written.js';
import { BankFormPage } from '../pages/bank-form.js';
import { BANK, type BankDeskOptions, checking, pathOfQuestion } from './bank-options.js';

const NEW = `${BANK}/new`;

/** Writing a question and changing one. */
export function bankEditRoutes(options: BankDeskOptions): readonly Route[] {
  const needs = 'quiz.edit';
  return [
    { method: 'GET', path: '/bank/new', needs, handle: async () => formPage('出一道题', { action: NEW, written: {} }) },
    { method: 'POST', path: '/bank/new', needs, handle: (request) => save(options, request, undefined) },
    { method: 'GET', path: '/bank/:id/edit', needs, handle: edit },
    { method: 'POST', path: '/bank/:id/edit', needs, handle: (request) => save(options, request, request.params.id) },
  ];
}

type FormProps = Parameters<typeof BankFormPage>[0];

function formPage(
  title: string,
  { basis = 0, faults = [], ...rest }: Pick<FormProps, 'action' | 'written'> & Partial<FormProps>,
): DeskReply {
  return { status: 'page', title, body: <BankFormPage {...{ ...rest, basis, faults }} /> };
}

async function edit({ store, params }: DeskRequest): Promise<DeskReply> {
  const id = params.id ?? '';
  const latest = await latestQuestion(store.read, id);
  if (!latest) throw new YiwenError('quiz.unknown-question', `题库里没有编号为 ${id} 的题`, '请回到题库页再选');
  const action = `${pathOfQuestion(id)}/edit`;
  return formPage(`修改题 ${id}`, { action, written: writtenOf(latest), basis: latest.version });
}

async function save(options: BankDeskOptions, request: DeskRequest, id: string | undefined): Promise<DeskReply> {
  const { form, store } = request;
  const written = writtenIn(form);
  const basis = id === undefined ? 0 : Number(form.text('basis')) || 0;
  const reading = readWritten({ ...written, id: id ?? newId(written) });
  if (reading.status === 'refused') {
    const action = id === undefined ? NEW : `${pathOfQuestion(id)}/edit`;
    const title = id === undefined ? '出一道题' : `修改题 ${id}`;
    return formPage(title, { action, written, basis, faults: reading.faults });
  }
  const { question } = reading;
  const { passages, member, now, day } = await checking(options, request);
  await store.transaction(async (tx) => {
    await saveQuestion(tx, question, { member, now, basis });
    await flagWritten(tx, [question.id], passages, day);
  });
  return { status: 'go', to: pathOfQuestion(question.id), said: '已保存为待审核的版本，并记录在案。' };
}

/** Options up to the last that is filled in; a gap is told as an empty option. */
function optionsIn(form: Form): readonly string[] {
  const all = Array.from({ length: MOST_OPTIONS }, (_, index) => form.text(`option-${index}`));
  return all.slice(0, all.findLastIndex((option) => option !== '') + 1);
}

/** As typed: what is wrong is told by `readWritten`, in the same words as for files. */
function writtenIn(form: Form): Written {
  const filled = <Name extends string>(name: Name) => (form.text(name) === '' ? {} : { [name]: form.text(name) });
  const kind = form.text('kind') as QuestionKind;
  const cites = { path: form.text('path'), heading: form.text('heading'), quote: form.text('quote') };
  return {
    ...{ topic: form.text('topic') as Topic, kind, question: form.text('question'), answer: form.text('answer') },
    ...(kind === 'true-false' ? {} : { options: optionsIn(form) }),
    inOrder: form.text('inOrder') === 'yes',
    explanation: form.text('explanation'),
    ...(Object.values(cites).every((one) => one === '') ? {} : { cites }),
    difficulty: (form.text('difficulty') || 'medium') as Difficulty,
    ...filled('validFrom'),
    ...filled('validTo'),
  };
}
