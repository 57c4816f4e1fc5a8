import { addWorkingDays } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { YiwenError } from '../../../lib/errors.js';
import type { RatingSettings } from '../settings.js';
import type { CaseTable } from '../tables.js';
import type { Term } from './states.js';

export interface Due {
  readonly due_from: string | null;
  readonly due: string | null;
}

const runs = (from: string, days: number): Due => ({ due_from: from, due: addWorkingDays(from, days).day });

/** The term of a new case: to reach who rated. */
export const firstTerm = ({ contactDays }: RatingSettings, openedDay: string): Due => runs(openedDay, contactDays);

type Running = Pick<CaseTable, 'opened_day' | 'due_from' | 'due'>;

/**
 * The term after a step.
 * @param days of an extension, counted from the day the putting right began
 * @throws YiwenError `ratings.invalid-extension`
 */
export function termAfter(term: Term, settings: RatingSettings, found: Running, now: Date, days?: number): Due {
  const { opened_day, due_from, due } = found;
  switch (term) {
    case 'goes-on':
      return { due_from, due };
    case 'whole':
      return runs(opened_day, settings.ceilingDays);
    case 'rectify':
      return runs(chinaDay(now), settings.rectifyDays);
    case 'extended': {
      const { ceilingDays } = settings;
      const extended = days && days <= ceilingDays ? runs(due_from ?? opened_day, days) : undefined;
      if (extended?.due && extended.due > (due ?? '')) return extended;
      throw new YiwenError(
        'ratings.invalid-extension',
        '延长后的期限不对',
        `写从整改开始算起的总工作日数：要比现在长，最多 ${ceilingDays} 个工作日`,
      );
    }
    case 'none':
      return { due_from: null, due: null };
  }
}

/** Whether the term that runs is over. */
export const isOver = ({ due }: Pick<CaseTable, 'due'>, now: Date): boolean => due !== null && chinaDay(now) > due;
