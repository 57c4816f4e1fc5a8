import type { Desk } from '../casework/desk.js';
import type { Sheet } from '../casework/sheet.js';
import { auditDesk } from '../console/desks/audit.js';
import { createDesks } from '../services/desks.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Store } from '../storage/store.js';
import type { Config } from './config.js';
import { knowledgeWork } from './knowledge-work.js';
import { quizKnowledge } from './quiz-knowledge.js';

interface DeskOptions {
  readonly config: Config;
  readonly store: Store;
  readonly localKey: LocalKey;
}

/** The services' desks, with what the app does for them. */
export function openDesks(options: DeskOptions): readonly Desk[] {
  const { ratings, handoff, casework, quiz } = options.config;
  return createDesks({
    localKey: options.localKey,
    tips: casework.tips,
    ratings,
    handoff,
    quiz,
    ...(options.config.bureau.name ? { bureau: options.config.bureau.name } : {}),
    knowledge: knowledgeWork(options),
    passages: quizKnowledge(options).passages,
  });
}

/** Every desk that has sheets or figures: those of the services, and the audit. */
export const countingDesks = (options: DeskOptions): readonly Desk[] => [...openDesks(options), auditDesk()];

export const sheetsOf = (desks: readonly Desk[]): readonly Sheet[] => desks.flatMap(({ sheets = [] }) => sheets);
