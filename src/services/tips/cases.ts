import { defineService, type Service } from '../../chat/service.js';
import { keepDays } from '../../storage/day-counts.js';
import { tipCounts } from './counts.js';
import { standardTerms, type TipTerms } from './terms.js';
import { startMissing } from './work/clocks.js';
import { dropExpiredCopies } from './work/copies.js';
import { lapseUnclaimed } from './work/move.js';
import { caseMigrations } from './work/tables.js';

/** The clockwork of tips: what begins, lapses and is erased by itself. What people do is in `desk.ts`. */
export function tipCases(terms: TipTerms = standardTerms): Service {
  return defineService({
    name: 'tip-cases',
    migrations: caseMigrations,
    async forget(tx, now) {
      await startMissing(tx, terms);
      await lapseUnclaimed(tx, now);
      await dropExpiredCopies(tx, now);
    },
    tally: (tx) => keepDays(tx, tipCounts),
  });
}
