import type { DayCounts } from '../../storage/day-counts.js';

/** The count behind the figures of conversations. The median of waits is no sum: it is read from the rows. */
export const handoffCounts: DayCounts<'outcomes'> = {
  name: 'handoff',
  counts: {
    outcomes: {
      by: { closed: 'closed' },
      sums: { rows: 'count(*)', taken: 'sum(taken_at is not null)' },
      from: 'handoffs',
      day: 'asked_day',
    },
  },
};
