import { caseworkMigrations } from '../casework/approvals.js';
import type { Retention } from '../chat/keeper.js';
import type { Services } from '../chat/service.js';
import type { Bureau } from '../domain/bureau.js';
import { staffMigrations } from '../staff/account-tables.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Migration } from '../storage/store.js';
import { benefitService } from './benefits/benefits.js';
import type { EstimateOptions } from './benefits/talk/flow.js';
import { formOffers, forms } from './forms/forms/index.js';
import { defaultTerms, type FormTerms, formService } from './forms/service.js';
import { type HandoffSettings, handoffService, noHandoff } from './handoff/handoff.js';
import { helpService } from './help/help.js';
import { knowledgeMigrations } from './knowledge/changes.js';
import { privacyService } from './privacy/privacy.js';
import { questionService } from './questions/questions.js';
import { quizService } from './quiz/quiz.js';
import { defaultQuizSettings, type QuizSettings } from './quiz/settings.js';
import { inviteToRate } from './ratings/invite.js';
import { ratingService } from './ratings/ratings.js';
import { defaultRatingSettings, type RatingSettings } from './ratings/settings.js';
import { tipCases } from './tips/cases.js';
import type { TipTerms } from './tips/terms.js';
import { tipService } from './tips/tips.js';

export interface ServiceOptions {
  readonly bureau: Bureau;
  readonly localKey: LocalKey;
  /** The rules that estimates are worked out by; without them nothing is. */
  readonly benefits?: EstimateOptions;
  readonly ratings?: RatingSettings;
  readonly quiz?: QuizSettings;
  /** How long things are kept; the defaults of the configuration when absent. */
  readonly retention?: Retention;
  /** When staff take conversations over; never when absent. */
  readonly handoff?: HandoffSettings;
  /** How long a form may take. */
  readonly forms?: FormTerms;
  /** Terms and shares of tips; the unchecked standard without. */
  readonly tips?: TipTerms;
}

/** As the configuration has it where it says nothing. */
const RETENTION: Retention = { inboxDays: 400, questionsDays: 1_095, closedCasesDays: 1_095 };

/** The ordered table: a message goes to the first flow that wants it. Adding a service: its folder and a line here. */
export function createServices(options: ServiceOptions): Services {
  const { bureau, localKey, benefits } = options;
  const { ratings = defaultRatingSettings, retention = RETENTION } = options;
  const { handoff = noHandoff, forms: terms = defaultTerms, quiz = defaultQuizSettings } = options;
  const questions = questionService(formOffers);
  const others = [
    handoffService(bureau, handoff, inviteToRate({ localKey, settings: ratings })),
    tipService({ bureau, localKey }),
    tipCases(options.tips),
    formService({ forms, terms }),
    ratingService({ localKey, settings: ratings }),
    quizService({ localKey, settings: quiz, bureau }),
    ...(benefits ? [benefitService(benefits)] : []),
    helpService(bureau),
  ];
  const keepers = [...others, questions].flatMap(({ keeps = [] }) => keeps);
  return { others: [privacyService({ keepers, retention }), ...others], questions };
}

/** What the store has to hold for them. */
export function serviceMigrations({ others, questions }: Services): readonly Migration[] {
  const own = [...others, questions].flatMap(({ migrations }) => migrations ?? []);
  return [...staffMigrations, ...caseworkMigrations, ...knowledgeMigrations, ...own];
}
