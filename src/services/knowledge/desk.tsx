import { waitingApprovals } from '../../casework/approvals.js';
import { type Desk, defineDesk } from '../../casework/desk.js';
import { createJobs } from '../../casework/jobs.js';
import type { Permission } from '../../domain/staff.js';
import { createChangeRoutes, PUBLISHING } from './change-routes.js';
import { knowledgeFigures } from './figures.js';
import { createShelfRoutes } from './shelf-routes.js';
import type { KnowledgeWork } from './work.js';

const KEPT_MS = 3_600_000;

/** 知识库: what residents are answered from, what is wrong with it, what is to come into use or out of it. */
export function knowledgeDesk(work: KnowledgeWork): Desk {
  const sees: readonly Permission[] = ['knowledge.read', 'knowledge.edit', 'knowledge.publish'];
  const jobs = createJobs<readonly string[]>(KEPT_MS);
  return defineDesk({
    name: 'knowledge',
    title: '知识库',
    sees,
    routes: [...createShelfRoutes(work, jobs), ...createChangeRoutes(work, jobs)],
    async today({ read, member }) {
      if (!member.roles.includes('knowledge-publisher')) return [];
      const { length: count } = await waitingApprovals(read, PUBLISHING);
      return [{ title: '资料等待审核', count, tone: 'soon', path: '/knowledge' }];
    },
    figures: (read, period) => knowledgeFigures(work, read, period),
  });
}
