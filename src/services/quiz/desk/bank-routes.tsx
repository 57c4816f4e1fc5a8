import type { DeskReply, DeskRequest, Route } from '../../../casework/desk.js';
import { actorOf, may } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { pagingOf } from '../../../pages/table.js';
import { appendAudit } from '../../../storage/audit.js';
import { formatNamed } from '../bank/formats/index.js';
import { historyOf } from '../bank/history.js';
import { countQuestions, listQuestions, type QuestionFilter } from '../bank/list.js';
import { sectionCited } from '../bank/passages.js';
import { difficulties, kinds, topics } from '../bank/question.js';
import { versionsOf } from '../bank/records.js';
import { type Reviewed, reviewQuestions, type Seen, withdrawQuestion } from '../bank/review.js';
import { BankListPage } from '../pages/bank-list.js';
import { stateNames } from '../pages/bank-parts.js';
import { BankQuestionPage } from '../pages/bank-question.js';
import { bankEditRoutes } from './bank-edit-routes.js';
import { bankImportRoutes } from './bank-import-routes.js';
import { BANK, type BankDeskOptions, checking, pathOfQuestion } from './bank-options.js';

const [reads, edits, reviews, exports] = ['quiz.read', 'quiz.edit', 'quiz.review', 'quiz.export'] as const;

/** The question bank: what is in it, writing, the second person's look, files in and out. Below the quiz desk. */
export function bankRoutes(options: BankDeskOptions): readonly Route[] {
  return [
    { method: 'GET', path: '/bank', needs: reads, handle: list },
    { method: 'GET', path: '/bank/export', needs: exports, handle: exportQuestions },
    { method: 'POST', path: '/bank/review', needs: reviews, handle: (request) => review(options, request) },
    ...bankEditRoutes(options),
    ...bankImportRoutes(options),
    { method: 'GET', path: '/bank/:id', needs: reads, handle: (request) => show(options, request) },
    { method: 'POST', path: '/bank/:id/withdraw', needs: [edits, reviews], handle: withdraw },
  ];
}

function filterOf(query: DeskRequest['query']): QuestionFilter {
  const one = <Key extends string>(name: string, table: Readonly<Record<Key, string>>) => {
    const said = query[name] ?? '';
    return Object.hasOwn(table, said) ? { [name]: said as Key } : {};
  };
  return {
    ...one('topic', topics),
    ...one('kind', kinds),
    ...one('difficulty', difficulties),
    ...one('state', stateNames),
    ...(query.flag === 'yes' || query.flag === 'no' ? { flagged: query.flag === 'yes' } : {}),
    ...(query.words ? { words: query.words.trim() } : {}),
  };
}

async function list({ store, query, member }: DeskRequest): Promise<DeskReply> {
  const found = await listQuestions(store.read, filterOf(query));
  const paging = pagingOf(query, found.length);
  const body = (
    <BankListPage
      questions={found.slice((paging.page - 1) * paging.size, paging.page * paging.size)}
      at={{ path: BANK, query }}
      paging={paging}
      waiting={await countQuestions(store.read, { state: 'draft' })}
      login={member.login}
      edits={may(member, edits)}
      reviews={may(member, reviews)}
      exports={may(member, exports)}
    />
  );
  return { status: 'page', title: '题库', body, wide: true };
}

async function show(options: BankDeskOptions, request: DeskRequest): Promise<DeskReply> {
  const { store, params, member } = request;
  const versions = await versionsOf(store.read, params.id ?? '');
  const { passages } = await checking(options, request);
  const body = (
    <BankQuestionPage
      versions={versions}
      section={sectionCited(passages, versions[0].cites)}
      history={await historyOf(store.read, versions[0].id)}
      login={member.login}
      edits={may(member, edits)}
      reviews={may(member, reviews)}
    />
  );
  return { status: 'page', title: `题 ${versions[0].id}`, body, wide: true };
}

/** `fund-supervision-001@2` */
function seenIn(value: string): readonly Seen[] {
  const [, id = '', version = ''] = /^([a-z0-9-]{1,80})@(\d{1,6})$/.exec(value) ?? [];
  return id === '' ? [] : [{ id, version: Number(version) }];
}

async function review(options: BankDeskOptions, request: DeskRequest): Promise<DeskReply> {
  const { form, store } = request;
  const seen = form.all(form.text('all') === 'yes' ? 'page' : 'question').flatMap(seenIn);
  if (seen.length === 0) throw new YiwenError('quiz.none-chosen', '没有选题', '请在要通过的题前面打勾');
  const reviewing = await checking(options, request);
  const done = await store.transaction((tx) => reviewQuestions(tx, seen, reviewing));
  const [only] = seen;
  return { status: 'go', to: only && seen.length === 1 ? pathOfQuestion(only.id) : BANK, said: sayReviewed(done) };
}

const MOST_SAID = 5;

function sayReviewed({ passed, refused }: Reviewed): string {
  const why = refused.slice(0, MOST_SAID).map(({ id, fault }) => `${id} ${fault.cause}`);
  const more = refused.length > MOST_SAID ? ' 等' : '';
  const not = refused.length > 0 ? `${refused.length} 题没有通过：${why.join('；')}${more}。` : '';
  return `${passed.length > 0 ? `审核通过 ${passed.length} 题。` : ''}${not}`;
}

async function withdraw({ form, store, params, member, now }: DeskRequest): Promise<DeskReply> {
  const id = params.id ?? '';
  const reason = form.text('reason').replace(/\s+/g, ' ');
  await store.transaction((tx) => withdrawQuestion(tx, { id, reason }, { member, now }));
  return { status: 'go', to: pathOfQuestion(id), said: '已停用，今后不再抽到，并记录在案。' };
}

async function exportQuestions({ store, query, member, now }: DeskRequest): Promise<DeskReply> {
  const format = formatNamed(query.format ?? '');
  const questions = await listQuestions(store.read, filterOf(query));
  const { bytes, left } = await format.write(questions);
  const detail = { format: format.name, questions: questions.length - left.length };
  const entry = { at: now, actor: actorOf(member), action: 'quiz.bank-exported', subject: 'bank', detail };
  await store.transaction((tx) => appendAudit(tx, entry));
  return { status: 'file', name: `题库${format.extension}`, type: format.mediaType, bytes };
}
