import { caseworkMigrations } from '../casework/approvals.js';
import type { Services } from '../chat/service.js';
import type { Bureau } from '../domain/bureau.js';
import { staffMigrations } from '../staff/account-tables.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Migration } from '../storage/store.js';
import { benefitService } from './benefits/benefits.js';
import type { EstimateOptions } from './benefits/talk/flow.js';
import { handoffService } from './handoff/handoff.js';
import { helpService } from './help/help.js';
import { questionService } from './questions/questions.js';
import { ratingService } from './ratings/ratings.js';
import { tipCases } from './tips/cases.js';
import type { TipTerms } from './tips/terms.js';
import { tipService } from './tips/tips.js';

export interface ServiceOptions {
  readonly bureau: Bureau;
  readonly localKey: LocalKey;
  /** The rules that estimates are worked out by; without them nothing is. */
  readonly benefits?: EstimateOptions;
  /** Terms and shares of tips; the unchecked standard without. */
  readonly tips?: TipTerms;
}

/** The ordered table: a message goes to the first flow that wants it. Adding a service: its folder and a line here. */
export function createServices({ bureau, localKey, benefits, tips }: ServiceOptions): Services {
  return {
    others: [
      handoffService(bureau),
      tipService({ bureau, localKey }),
      tipCases(tips),
      ratingService(),
      ...(benefits ? [benefitService(benefits)] : []),
      helpService(bureau),
    ],
    questions: questionService(),
  };
}

/** What the store has to hold for them. */
export function serviceMigrations({ others, questions }: Services): readonly Migration[] {
  const own = [...others, questions].flatMap(({ migrations }) => migrations ?? []);
  return [...staffMigrations, ...caseworkMigrations, ...own];
}
