import { caseworkMigrations } from '../casework/approvals.js';
import type { Services } from '../chat/service.js';
import type { Bureau } from '../domain/bureau.js';
import type { OnServiceFinished } from '../domain/service-finished.js';
import { staffMigrations } from '../staff/account-tables.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Migration, Tx } from '../storage/store.js';
import { benefitService } from './benefits/benefits.js';
import type { EstimateOptions } from './benefits/talk/flow.js';
import { formOffers, forms } from './forms/forms/index.js';
import { defaultTerms, type FormTerms, formService } from './forms/service.js';
import { type HandoffSettings, handoffService, noHandoff } from './handoff/handoff.js';
import { helpService } from './help/help.js';
import { questionService } from './questions/questions.js';
import { ratingService } from './ratings/ratings.js';
import { tipService } from './tips/tips.js';

export interface ServiceOptions {
  readonly bureau: Bureau;
  readonly localKey: LocalKey;
  /** The rules that estimates are worked out by; without them nothing is. */
  readonly benefits?: EstimateOptions;
  /** When staff take conversations over; never when absent. */
  readonly handoff?: HandoffSettings;
  /** How long a form may take. */
  readonly forms?: FormTerms;
}

/** The ordered table: a message goes to the first flow that wants it. Adding a service: its folder and a line here. */
export function createServices(options: ServiceOptions): Services {
  const { bureau, localKey, benefits, handoff = noHandoff, forms: terms = defaultTerms } = options;
  return {
    others: [
      handoffService(bureau, handoff, onServiceFinished),
      tipService({ bureau, localKey }),
      formService({ forms, terms }),
      ratingService(),
      ...(benefits ? [benefitService(benefits)] : []),
      helpService(bureau),
    ],
    questions: questionService(formOffers),
  };
}

/** Who is told, within the transaction, that a hand-over or a form came to an end. */
export const onServiceFinished: OnServiceFinished<Tx> = async () => {};

/** What the store has to hold for them. */
export function serviceMigrations({ others, questions }: Services): readonly Migration[] {
  const own = [...others, questions].flatMap(({ migrations }) => migrations ?? []);
  return [...staffMigrations, ...caseworkMigrations, ...own];
}
