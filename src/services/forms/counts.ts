import type { DayCounts } from '../../storage/day-counts.js';

/** The count behind the figures of forms. */
export const formCounts: DayCounts<'outcomes'> = {
  name: 'forms',
  counts: {
    outcomes: {
      by: { form: 'form', sort: 'sort', outcome: 'outcome' },
      sums: { rows: 'count(*)' },
      from: 'form_cases',
      day: 'received_day',
    },
  },
};
