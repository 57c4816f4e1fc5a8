import type { Desk } from '../casework/desk.js';
import type { LocalKey } from '../storage/local-key.js';
import { formDesk } from './forms/desk.js';
import { forms } from './forms/forms/index.js';
import { handoffDesk } from './handoff/desk.js';
import { type HandoffSettings, noHandoff } from './handoff/handoff.js';
import { knowledgeDesk } from './knowledge/desk.js';
import type { KnowledgeWork } from './knowledge/work.js';
import { questionDesk } from './questions/desk/desk.js';
import { recentQuestions } from './questions/recent.js';
import { type Passages, passagesIn } from './quiz/bank/passages.js';
import { quizDesk } from './quiz/desk/desk.js';
import { defaultQuizSettings, type QuizSettings } from './quiz/settings.js';
import { ratingDesk } from './ratings/desk.js';
import { inviteToRate } from './ratings/invite.js';
import { defaultRatingSettings, type RatingSettings } from './ratings/settings.js';
import { tipsDesk } from './tips/desk/desk.js';
import type { TipTerms } from './tips/terms.js';

export interface DeskOptions {
  readonly localKey: LocalKey;
  /** Terms and shares of tips; the unchecked standard without. */
  readonly tips?: TipTerms;
  readonly ratings?: RatingSettings;
  readonly handoff?: HandoffSettings;
  readonly quiz?: QuizSettings;
  /** The texts that questions of the quiz cite; none without. */
  readonly passages?: () => Promise<Passages>;
  /** Its name, as what is published says it. */
  readonly bureau?: string;
  /** What the app does for the desk of the knowledge, which is not there without. */
  readonly knowledge?: KnowledgeWork;
}

/** The staff's side of the services, in the order of the console's menu. Adding one: a line here. */
export function createDesks(options: DeskOptions): readonly Desk[] {
  const { localKey, tips, ratings = defaultRatingSettings, handoff = noHandoff, knowledge } = options;
  const { quiz = defaultQuizSettings, bureau = '医保问答', passages = async () => passagesIn([]) } = options;
  const onFinished = inviteToRate({ localKey, settings: ratings });
  return [
    tipsDesk(tips),
    ratingDesk({ localKey, settings: ratings }),
    formDesk({ forms, onFinished }),
    handoffDesk({ settings: handoff, onFinished, recentQuestions }),
    questionDesk(),
    ...(knowledge ? [knowledgeDesk(knowledge)] : []),
    quizDesk({ localKey, settings: quiz, bureau, passages }),
  ];
}
