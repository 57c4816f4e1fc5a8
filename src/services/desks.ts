import type { Desk } from '../casework/desk.js';
import { knowledgeDesk } from './knowledge/desk.js';
import type { KnowledgeWork } from './knowledge/work.js';

/** What the app does for desks that need more than the records. A desk whose port is absent is not there. */
export interface DeskPorts {
  readonly knowledge?: KnowledgeWork;
}

/** The staff's side of the services, in the order of the console's menu. Adding one: a line here. */
export function createDesks({ knowledge }: DeskPorts = {}): readonly Desk[] {
  return [...(knowledge ? [knowledgeDesk(knowledge)] : [])];
}
