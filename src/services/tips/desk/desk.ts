import { type Desk, defineDesk } from '../../../casework/desk.js';
import { standardTerms, type TipTerms } from '../terms.js';
import { caseRoutes } from './case-routes.js';
import { tipFigures } from './figures.js';
import { listRoutes } from './list-routes.js';
import { rewardRoutes } from './reward-routes.js';
import { identitySheet, paymentsSheet, tipsSheet } from './sheets.js';
import { tipsToday } from './today.js';

/** 举报: what staff see and do of fraud tips. */
export function tipsDesk(terms: TipTerms = standardTerms): Desk {
  return defineDesk({
    name: 'tips',
    title: '举报',
    sees: ['tips.list'],
    routes: [...listRoutes, ...caseRoutes(terms), ...rewardRoutes(terms)],
    today: tipsToday,
    sheets: [tipsSheet, paymentsSheet, identitySheet],
    figures: tipFigures,
  });
}
