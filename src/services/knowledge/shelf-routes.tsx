import type { DeskReply, DeskRequest, Route } from '../../casework/desk.js';
import type { Jobs } from '../../casework/jobs.js';
import { actorOf, may } from '../../domain/staff.js';
import { chinaDay } from '../../lib/clock.js';
import { YiwenError } from '../../lib/errors.js';
import { maskPersonalData } from '../../lib/personal-data.js';
import { recentChanges } from './changes.js';
import { DocumentPage } from './pages/document-page.js';
import { type Checked, ProblemsPage } from './pages/problems-page.js';
import { ShelfPage } from './pages/shelf-page.js';
import type { KnowledgeWork, Which } from './work.js';

export const PROBLEMS = '/knowledge/problems';
/** Work that is done by then is shown at once. */
const AT_ONCE_MS = 3_000;

const addressOfDocument = (path: string) => `/knowledge/document?path=${encodeURIComponent(path)}`;

/** Looking at what is in use, taking passages out of service at once and putting them back. */
export function createShelfRoutes(work: KnowledgeWork, jobs: Jobs<readonly string[]>): readonly Route[] {
  let checked: Checked | undefined;

  /** Every file is read: seconds where there are many. */
  async function check({ member, now }: DeskRequest): Promise<DeskReply> {
    const { id } = jobs.start(member.id, '资料检查', async () => {
      checked = { at: now, findings: await work.findings() };
      return [`检查完毕，发现 ${checked.findings.length} 处。`];
    });
    await jobs.settled(id, AT_ONCE_MS);
    const { outcome } = jobs.of(member.id, id);
    if (outcome.status === 'failed') throw outcome.error;
    return { status: 'go', to: outcome.status === 'done' ? PROBLEMS : `/knowledge/jobs/${id}?problems=1` };
  }

  async function shelf({ store, now, query, member }: DeskRequest): Promise<DeskReply> {
    const [shelf, changes, withdrawals] = [
      await work.shelf().catch(() => undefined),
      await recentChanges(store.read),
      await work.withdrawals(),
    ];
    const body = (
      <ShelfPage
        {...{ shelf, changes, query, today: chinaDay(now), edits: may(member, 'knowledge.edit') }}
        withdrawn={withdrawals.length}
      />
    );
    return { status: 'page', title: '知识库', body };
  }

  async function document({ query, member }: DeskRequest): Promise<DeskReply> {
    const path = query.path ?? '';
    const found = (await work.shelf()).documents.find((one) => one.path === path);
    if (!found) throw new YiwenError('knowledge.unknown-document', '没有这份资料', '请回到知识库页再选');
    const body = (
      <DocumentPage
        document={found}
        passages={await work.passages(path)}
        withdrawals={(await work.withdrawals()).filter((one) => one.path === path)}
        edits={may(member, 'knowledge.edit')}
        publishes={may(member, 'knowledge.publish')}
      />
    );
    return { status: 'page', title: found.title, body };
  }

  async function withdraw({ form, member, now }: DeskRequest): Promise<DeskReply> {
    const reason = maskPersonalData(form.text('reason').replace(/\s+/g, ' '));
    if (reason.length < 4 || reason.length > 300)
      throw new YiwenError('knowledge.no-reason', '原因要写4至300个字', '例如：限额已调整，等新文件');
    const { passages, answers } = await work.withdraw(whichOf(form.text('passage'), form.text('path')), reason, {
      ...{ actor: actorOf(member), at: now },
    });
    const said = `已撤回 ${passages} 段，从现在起不再用来回答；以前用过它的回答有 ${answers} 条。`;
    return { status: 'go', to: addressOfDocument(form.text('path')), said };
  }

  async function restore({ form, member, now }: DeskRequest): Promise<DeskReply> {
    const which = whichOf(form.text('passage'), form.text('path'));
    const passages = await work.restore(which, { actor: actorOf(member), at: now });
    return { status: 'go', to: addressOfDocument(form.text('path')), said: `已恢复 ${passages} 段。` };
  }

  return [
    { method: 'GET', path: '/', needs: 'knowledge.read', handle: shelf },
    { method: 'GET', path: '/document', needs: 'knowledge.read', handle: document },
    {
      ...{ method: 'GET', path: '/problems', needs: 'knowledge.read' },
      handle: async () => ({
        ...{ status: 'page', title: '资料检查' },
        body: <ProblemsPage checked={checked} />,
      }),
    },
    { method: 'POST', path: '/problems', needs: 'knowledge.read', handle: check },
    { method: 'POST', path: '/withdraw', needs: ['knowledge.edit', 'knowledge.publish'], handle: withdraw },
    { method: 'POST', path: '/restore', needs: 'knowledge.publish', handle: restore },
  ];
}

/** All of the document where no passage is named. */
const whichOf = (passage: string, path: string): Which => (passage === '' ? { path } : { passage });
