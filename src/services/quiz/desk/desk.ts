import { type Desk, defineDesk } from '../../../casework/desk.js';
import { quizFigures } from '../figures/figures.js';
import { quizSheets } from '../sheets.js';
import { bankRoutes } from './bank-routes.js';
import { campaignRoutes } from './campaign-routes.js';
import { drawRoutes } from './draw-routes.js';
import type { QuizDeskOptions } from './options.js';
import { peopleRoutes } from './people-routes.js';
import { quizToday } from './today.js';

/** 竞答: campaigns from the draft to the published draw, the bank, who takes part, and the figures. */
export function quizDesk(options: QuizDeskOptions): Desk {
  return defineDesk({
    name: 'quiz',
    title: '竞答',
    sees: ['quiz.read', 'quiz.verify'],
    routes: [...bankRoutes(options), ...campaignRoutes(options), ...peopleRoutes(options), ...drawRoutes(options)],
    today: quizToday,
    sheets: quizSheets,
    figures: quizFigures,
  });
}
