import type { DeskReply, DeskRequest, Route } from '../../../casework/desk.js';
import { YiwenError } from '../../../lib/errors.js';
import { randomId } from '../../../lib/ids.js';
import { countRows, importQuestions } from '../bank/import.js';
import { type ImportPlan, planImport, readImport } from '../bank/import-plan.js';
import { type Topic, topics } from '../bank/question.js';
import { BankImportPage, BankPlanPage } from '../pages/bank-import.js';
import { BANK, type BankDeskOptions, checking } from './bank-options.js';

/** How long a file that was tried waits for the word to be imported, and how many do: in this process and nowhere else. */
const KEPT_MS = 3_600_000;
const MOST_KEPT = 20;

interface Tried {
  readonly owner: string;
  readonly at: number;
  readonly plan: ImportPlan;
}

/** A file of questions: tried first, imported by a second step exactly as it was shown. */
export function bankImportRoutes(options: BankDeskOptions): readonly Route[] {
  const needs = 'quiz.edit';
  const tried = new Map<string, Tried>();

  function keep(owner: string, plan: ImportPlan, now: Date): string {
    for (const [id, one] of tried) if (one.owner === owner || now.getTime() - one.at > KEPT_MS) tried.delete(id);
    const [oldest] = tried.keys();
    if (tried.size >= MOST_KEPT && oldest !== undefined) tried.delete(oldest);
    const id = randomId();
    tried.set(id, { owner, at: now.getTime(), plan });
    return id;
  }

  async function tryOut(request: DeskRequest): Promise<DeskReply> {
    const { form, member, now, store } = request;
    const given = form.file('file');
    if (!given) throw new YiwenError('quiz.no-file', '没有选文件', '请选一个文件再上传');
    const topic = form.text('topic');
    const known = Object.hasOwn(topics, topic) ? { topic: topic as Topic } : {};
    const read = await readImport({ ...given, ...known });
    const { passages, day } = await checking(options, request);
    const plan = await planImport(store.read, read, passages, day);
    const id = keep(member.id, plan, now);
    return {
      status: 'page',
      title: '导入前先看',
      body: <BankPlanPage {...{ id, name: given.name, plan }} />,
      wide: true,
    };
  }

  async function carryOut(request: DeskRequest): Promise<DeskReply> {
    const { form, member, store, params, now } = request;
    const id = params.id ?? '';
    const found = tried.get(id);
    if (found?.owner !== member.id)
      throw new YiwenError('quiz.unknown-import', '这份文件已经不在了', '请重新上传：看过的文件只留一小时');
    const takeGood = form.text('good') === 'yes';
    await store.transaction((tx) => importQuestions(tx, found.plan, { member, now, takeGood }));
    tried.delete(id);
    const { added, changed } = countRows(found.plan);
    const said = `已导入：新增 ${added} 题，修改 ${changed} 题，都在等待审核。已记录在案。`;
    return { status: 'go', to: `${BANK}?state=draft`, said };
  }

  return [
    {
      ...{ method: 'GET', path: '/bank/import', needs },
      handle: async () => ({ status: 'page', title: '导入题目', body: <BankImportPage /> }),
    },
    { method: 'POST', path: '/bank/import', needs, files: true, handle: tryOut },
    { method: 'POST', path: '/bank/import/:id', needs, handle: carryOut },
  ];
}
