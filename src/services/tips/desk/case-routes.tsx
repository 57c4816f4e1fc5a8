import type { Route } from '../../../casework/desk.js';
import { Facts, Notice } from '../../../pages/parts.js';
import { edges } from '../edges.js';
import { CandidateList } from '../pages/duplicate-hints.js';
import { partNames } from '../pages/words.js';
import { stateNames, tipStates } from '../states.js';
import type { TipTerms } from '../terms.js';
import { compareTargets } from '../work/duplicates.js';
import { requestExtension } from '../work/extension.js';
import { openIdentity, requestIdentity } from '../work/identity.js';
import { moveTip } from '../work/move.js';
import { addNote, askReporter, classify } from '../work/notes.js';
import { openStory, openTipFile } from '../work/open.js';
import { assignTip, declareConflict, liftConflict } from '../work/people.js';
import { backTo, showCase } from './case-view.js';

const READING = ['tips.read-new', 'tips.read-assigned', 'tips.read-all'] as const;
const WRITING = ['tips.triage', 'tips.work'] as const;
/** Whoever may take any step at all; which one is looked at in the table. */
const MOVING = [...new Set(edges.map(({ permission }) => permission))];

/** One tip: looking, opening, going on, people. */
export function caseRoutes(terms: TipTerms): readonly Route[] {
  return [
    { method: 'GET', path: '/:number', needs: 'tips.list', handle: (request) => showCase(request, terms) },
    {
      method: 'POST',
      path: '/:number/open',
      needs: READING,
      handle: async (request) => showCase(request, terms, await openStory(request, request.params.number ?? '')),
    },
    {
      method: 'POST',
      path: '/:number/file',
      needs: READING,
      async handle(request) {
        const { bytes, name, type } = await openTipFile(request, request.params.number ?? '', request.form.text('id'));
        return { status: 'file', name, type, bytes };
      },
    },
    {
      method: 'POST',
      path: '/:number/move',
      needs: MOVING,
      async handle(request) {
        const { form, params } = request;
        const to = tipStates.find((state) => state === form.text('to')) ?? 'RECEIVED';
        const move = { number: params.number ?? '', to, seen: form.text('version') };
        await moveTip({ ...request, terms }, { ...move, field: (name) => form.text(name) });
        return backTo(request, `已转为「${stateNames[to]}」。`);
      },
    },
    {
      method: 'POST',
      path: '/:number/assign',
      needs: 'tips.assign',
      async handle(request) {
        const { form, params } = request;
        await assignTip(request, { number: params.number ?? '', to: form.text('to'), seen: form.text('version') });
        return backTo(request, '已指定承办人。');
      },
    },
    {
      method: 'POST',
      path: '/:number/note',
      needs: WRITING,
      async handle(request) {
        await addNote(request, request.params.number ?? '', request.form.text('note'));
        return backTo(request, '备注已加密保存。');
      },
    },
    {
      method: 'POST',
      path: '/:number/ask',
      needs: WRITING,
      async handle(request) {
        await askReporter(request, request.params.number ?? '', request.form.text('question'));
        return backTo(request, '留言已加密发出，举报人凭受理码查看。');
      },
    },
    {
      method: 'POST',
      path: '/:number/classify',
      needs: WRITING,
      async handle(request) {
        const { form, params } = request;
        const [kind, targetKind] = [form.text('kind'), form.text('target-kind')];
        const said = { number: params.number ?? '', seen: form.text('version'), kind, targetKind };
        await classify(request, { ...said, name: form.text('name'), code: form.text('code') });
        return backTo(request, '已归类。');
      },
    },
    {
      method: 'POST',
      path: '/:number/duplicates',
      needs: READING,
      async handle(request) {
        const { opened, alike } = await compareTargets(request, request.params.number ?? '');
        const body = (
          <>
            <Notice>在前后三个月里您能看的 {opened} 条举报中比对了对象名称，比对已留痕。</Notice>
            {alike.length === 0 ? <p class="empty">没有名称相近的。</p> : <CandidateList candidates={alike} />}
            <p>
              <a class="button" href={`/tips/${request.params.number}`}>
                返回
              </a>
            </p>
          </>
        );
        return { status: 'page', title: `与 ${request.params.number} 名称相近的`, body };
      },
    },
    {
      method: 'POST',
      path: '/:number/conflict',
      needs: 'tips.declare-conflict',
      async handle(request) {
        const { form, params, member } = request;
        const staffId = form.text('staff') || member.id;
        await declareConflict(request, { number: params.number ?? '', staffId, reason: form.text('reason') });
        if (staffId === member.id) return { status: 'go', to: '/tips', said: '已申报回避，您不会再看到这条举报。' };
        return backTo(request, '已申报回避，对方不会再看到这条举报。');
      },
    },
    {
      method: 'POST',
      path: '/:number/conflict/lift',
      needs: 'tips.assign',
      async handle(request) {
        const { form, params } = request;
        const said = { number: params.number ?? '', staffId: form.text('staff'), reason: form.text('reason') };
        await liftConflict(request, said);
        return backTo(request, '已取消回避。');
      },
    },
    {
      method: 'POST',
      path: '/:number/extend',
      needs: 'tips.extend',
      async handle(request) {
        const { form, params } = request;
        const wanted = { clock: form.text('clock'), days: form.text('days'), reason: form.text('reason') };
        await requestExtension(request, { number: params.number ?? '', ...wanted });
        return backTo(request, '延期申请已提交，等另一人批准。');
      },
    },
    {
      method: 'POST',
      path: '/:number/identity/request',
      needs: 'tips.request-identity',
      async handle(request) {
        await requestIdentity(request, request.params.number ?? '', request.form.text('reason'));
        return backTo(request, '申请已提交，等身份保管人批准。');
      },
    },
    {
      method: 'POST',
      path: '/:number/identity/open',
      needs: ['tips.request-identity', 'tips.read-identity'],
      async handle(request) {
        const identity = await openIdentity(request, request.params.number ?? '', request.form.text('reason'));
        const facts = Object.entries(identity).map(
          ([name, pieces]) => [partNames[name === 'all' ? 'contact' : name] ?? name, pieces.join('\n')] as const,
        );
        const body = (
          <>
            <Notice tone="soon">查看已留痕。请不要抄录、截屏或转发；泄露举报人信息要追究责任。</Notice>
            <Facts facts={facts} />
            <p>
              <a class="button" href={`/tips/${request.params.number}`}>
                看完了
              </a>
            </p>
          </>
        );
        return { status: 'page', title: `${request.params.number} 举报人`, body };
      },
    },
  ];
}
