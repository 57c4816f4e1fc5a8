import { createHash } from 'node:crypto';
import { approvalsOf, decideApproval, requestApproval } from '../../casework/approvals.js';
import type { DeskReply, DeskRequest, Route } from '../../casework/desk.js';
import type { Job, Jobs } from '../../casework/jobs.js';
import { actorOf, may } from '../../domain/staff.js';
import { explain, YiwenError } from '../../lib/errors.js';
import { randomId } from '../../lib/ids.js';
import { addChange, type Change, changeById, moveChange } from './changes.js';
import { fieldsIn } from './draft-fields.js';
import { safeFileName } from './file-name.js';
import { ChangePage } from './pages/change-page.js';
import { JobPage } from './pages/job-page.js';
import { PROBLEMS } from './shelf-routes.js';
import type { Cut, KnowledgeWork } from './work.js';

export const PUBLISHING = 'knowledge.publish';
/** The knowledge's own limit is higher; the console takes no larger upload. */
const LARGEST = 20 * 1_024 * 1_024;
const LONGEST_QUESTION = 300;

const pathOf = (id: string) => `/knowledge/changes/${id}`;
const open = ({ state, file }: Change) => file !== null && state !== 'published' && state !== 'discarded';

/** From an upload to its use: drafted, tried out, asked for by one person, decided on by another, put in use. */
export function createChangeRoutes(work: KnowledgeWork, jobs: Jobs<readonly string[]>): readonly Route[] {
  const find = ({ store, params }: DeskRequest) => changeById(store.read, params.id ?? '');

  async function upload({ form, member, store, now }: DeskRequest): Promise<DeskReply> {
    const given = form.file('file');
    if (!given) throw new YiwenError('knowledge.no-file', '没有选文件', '请选一个文件再上传');
    if (given.bytes.length > LARGEST) throw new YiwenError('knowledge.too-large', '文件超过20兆', '请拆成几份');
    const id = randomId();
    const name = safeFileName(given.name, id);
    await work.keep(id, { name, bytes: given.bytes, fields: fieldsIn(form) });
    const cut = await work.cut(id).catch(async (error: unknown) => {
      await work.drop(id);
      throw error;
    });
    const removes = await replaced(form.text('removes'));
    const sha256 = createHash('sha256').update(given.bytes).digest('hex');
    const change = { id, file: name, title: cut.document.title, removes, sha256 };
    await store.transaction((tx) => addChange(tx, member, change, now));
    return { status: 'go', to: pathOf(id), said: '已存为草稿，居民还看不到。请看看分段，试问几个问题。' };
  }

  /** The document that is to go, if any: only one that is in use. */
  async function replaced(path: string): Promise<string | null> {
    if (path === '') return null;
    if ((await work.shelf()).documents.some((one) => one.path === path)) return path;
    throw new YiwenError('knowledge.unknown-document', `没有资料 ${path}`, '请从知识库页的列表里抄路径');
  }

  async function unpublish({ form, member, store, now }: DeskRequest): Promise<DeskReply> {
    const path = form.text('path');
    const document = (await work.shelf()).documents.find((one) => one.path === path);
    if (!document) throw new YiwenError('knowledge.unknown-document', '没有这份资料', '请回到知识库页再选');
    const id = randomId();
    const change = { id, file: null, title: `停用：${document.title}`, removes: path, sha256: null };
    await store.transaction(async (tx) => {
      await addChange(tx, member, change, now);
      await ask(tx, { member, now, reason: form.text('reason') }, await changeById(tx, id));
    });
    return { status: 'go', to: pathOf(id), said: '已提交，等审核的同事批准。' };
  }

  type Asking = Pick<DeskRequest, 'member' | 'now'> & { readonly reason: string };
  async function ask(tx: Parameters<typeof addChange>[0], { member, now, reason }: Asking, change: Change) {
    await moveChange(tx, change, 'waiting', { actor: actorOf(member), at: now });
    await requestApproval(tx, member, { kind: PUBLISHING, subject: change.id, reason }, now);
  }

  async function request(asked: DeskRequest): Promise<DeskReply> {
    const { form, store } = asked;
    const change = await find(asked);
    await store.transaction((tx) => ask(tx, { ...asked, reason: form.text('reason') }, change));
    return { status: 'go', to: pathOf(change.id), said: '已提交，等审核的同事批准。' };
  }

  async function decide(asked: DeskRequest): Promise<DeskReply> {
    const { form, member, store, now } = asked;
    const change = await find(asked);
    const waiting = (await approvalsOf(store.read, PUBLISHING, change.id)).find(({ state }) => state === 'waiting');
    if (!waiting) throw new YiwenError('approval.decided', '这个申请已经处理过', '请刷新页面查看结果');
    const granted = form.text('decision') === 'grant';
    const note = form.text('note');
    await store.transaction(async (tx) => {
      await decideApproval(tx, member, { id: waiting.id, granted, note }, now);
      await moveChange(tx, change, granted ? 'approved' : 'refused', { actor: actorOf(member), at: now }, note);
    });
    if (!granted) return { status: 'go', to: pathOf(change.id), said: '已退回给编辑。' };
    return startPublishing(asked, await find(asked));
  }

  function startPublishing({ member, store, form, now }: DeskRequest, change: Change): DeskReply {
    const act = { actor: actorOf(member), at: now };
    const settle = (to: 'published' | 'failed', said: string) =>
      store.transaction(async (tx) => moveChange(tx, await changeById(tx, change.id), to, act, said));
    const anyway = form.text('anyway');
    const { id } = jobs.start(member.id, `启用「${change.title}」`, async (say) => {
      try {
        const swap = {
          ...(change.file ? { add: change.id } : {}),
          ...(change.removes ? { remove: change.removes } : {}),
        };
        const lines = await work.publish({ ...swap, actor: act.actor, ...(anyway ? { anyway } : {}) }, say);
        await settle('published', lines.join('\n'));
        await work.drop(change.id);
        return lines;
      } catch (error) {
        await settle('failed', explain(error));
        throw error;
      }
    });
    return { status: 'go', to: `/knowledge/jobs/${id}?change=${change.id}` };
  }

  async function publishAgain(asked: DeskRequest): Promise<DeskReply> {
    const change = await find(asked);
    if (change.state !== 'approved' && change.state !== 'failed')
      throw new YiwenError('knowledge.not-allowed', '这份草稿还没有批准', '请先由审核的同事批准');
    return startPublishing(asked, change);
  }

  async function discard(asked: DeskRequest): Promise<DeskReply> {
    const { store, member, now } = asked;
    const change = await find(asked);
    await store.transaction((tx) => moveChange(tx, change, 'discarded', { actor: actorOf(member), at: now }));
    await work.drop(change.id);
    return { status: 'go', to: '/knowledge', said: '已放弃这份草稿，文件已删除。' };
  }

  async function prepare(asked: DeskRequest): Promise<DeskReply> {
    const change = await find(asked);
    const { id } = jobs.start(asked.member.id, '准备试问', async (say) => {
      await work.prepareTrial(change.id, say);
      return ['可以试问了。'];
    });
    return { status: 'go', to: `/knowledge/jobs/${id}?change=${change.id}` };
  }

  async function show(asked: DeskRequest): Promise<DeskReply> {
    return page(asked, await find(asked));
  }

  async function tryOut(asked: DeskRequest): Promise<DeskReply> {
    const change = await find(asked);
    const question = asked.form.text('question').slice(0, LONGEST_QUESTION);
    const answer = question === '' ? undefined : await work.tryOut(change.id, question);
    if (!answer) throw new YiwenError('knowledge.no-trial', '还没有准备好试问', '请先点「准备试问」，等它做完');
    return page(asked, change, { question, answer });
  }

  async function page(
    { member, store }: DeskRequest,
    change: Change,
    tried?: Parameters<typeof ChangePage>[0]['tried'],
  ) {
    const cut: Cut | undefined = open(change) ? await work.cut(change.id).catch(() => undefined) : undefined;
    const body = (
      <ChangePage
        {...{ change, cut, tried, edits: may(member, 'knowledge.edit'), publishes: may(member, 'knowledge.publish') }}
        approvals={await approvalsOf(store.read, PUBLISHING, change.id)}
      />
    );
    return { status: 'page', title: change.title, body } as const;
  }

  async function progress({ member, params, query }: DeskRequest): Promise<DeskReply> {
    const job: Job<readonly string[]> = jobs.of(member.id, params.id ?? '');
    const change = /^[\w-]{10,64}$/.exec(query.change ?? '')?.[0];
    const back = change ? pathOf(change) : query.problems ? PROBLEMS : '/knowledge';
    const again = job.outcome.status === 'running' ? { again: 2 } : {};
    return { status: 'page', title: job.title, body: <JobPage job={job} back={back} />, ...again };
  }

  const [edit, publish] = ['knowledge.edit', 'knowledge.publish'] as const;
  const either = [edit, publish];
  return [
    { method: 'POST', path: '/upload', needs: edit, files: true, handle: upload },
    { method: 'POST', path: '/unpublish', needs: edit, handle: unpublish },
    { method: 'GET', path: '/changes/:id', needs: 'knowledge.read', handle: show },
    { method: 'POST', path: '/changes/:id/trial', needs: either, handle: prepare },
    { method: 'POST', path: '/changes/:id/ask', needs: either, handle: tryOut },
    { method: 'POST', path: '/changes/:id/request', needs: edit, handle: request },
    { method: 'POST', path: '/changes/:id/discard', needs: edit, handle: discard },
    { method: 'POST', path: '/changes/:id/decide', needs: publish, proved: true, handle: decide },
    { method: 'POST', path: '/changes/:id/publish', needs: publish, proved: true, handle: publishAgain },
    { method: 'GET', path: '/jobs/:id', needs: 'knowledge.read', handle: progress },
  ];
}
