import type { Desk } from '../casework/desk.js';
import type { LocalKey } from '../storage/local-key.js';
import { knowledgeDesk } from './knowledge/desk.js';
import type { KnowledgeWork } from './knowledge/work.js';
import { questionDesk } from './questions/desk/desk.js';
import { ratingDesk } from './ratings/desk.js';
import { defaultRatingSettings, type RatingSettings } from './ratings/settings.js';

export interface DeskOptions {
  readonly localKey: LocalKey;
  readonly ratings?: RatingSettings;
  /** What the app does for the desk of the knowledge, which is not there without. */
  readonly knowledge?: KnowledgeWork;
}

/** The staff's side of the services, in the order of the console's menu. Adding one: a line here. */
export function createDesks({ localKey, ratings = defaultRatingSettings, knowledge }: DeskOptions): readonly Desk[] {
  return [
    ratingDesk({ localKey, settings: ratings }),
    questionDesk(),
    ...(knowledge ? [knowledgeDesk(knowledge)] : []),
  ];
}
