import type { DayCount } from '../../storage/day-count.js';
import type { DayCounts } from '../../storage/day-counts.js';
import type { ClockKind } from './terms.js';

const one = { value: 'count(*)' } as const;
const received = { from: 'tips', moment: 'received_at', day: "date(received_at, '+8 hours')" } as const;
const filed = { from: 'tips', day: 'filed_on', sums: one } as const;
const concluded = { from: 'tips', day: 'concluded_on' } as const;
const paid = { from: 'tips', day: 'paid_on' } as const;

/** Of the clocks stopped in time: picked in the sums, so that rows are found by their day and by nothing else. */
const onTime = (kind: ClockKind): DayCount => ({
  from: 'tip_clocks',
  day: 'done_on',
  sums: {
    part: `sum(kind = '${kind}' and running = 0 and done_on <= due_on)`,
    whole: `sum(kind = '${kind}' and running = 0)`,
  },
});

/** The counts behind the figures of tips; whoever changes a tip, or stops a clock, drops the days that it stands under. */
const counts = {
  received: { ...received, sums: one },
  kinds: { ...received, by: { label: 'kind' }, sums: one, order: 'value desc, label' },
  states: { ...received, by: { label: 'state' }, sums: one, order: 'value desc, label' },
  named: { ...received, sums: { part: 'sum(named)', whole: 'count(*)' } },
  duplicates: { ...received, sums: { value: 'sum(original is not null)' } },
  filed: { ...filed, where: "filing = 'filed'" },
  notFiled: { ...filed, where: "filing = 'not-filed'" },
  concluded: { ...concluded, by: { label: 'outcome' }, sums: one, order: 'label' },
  caseValue: { ...concluded, sums: { value: 'sum(case_value)' } },
  recovered: { ...concluded, sums: { value: 'sum(recovered)' } },
  rewards: { ...paid, sums: one },
  rewardSum: { ...paid, sums: { value: 'sum(reward)' } },
  verifiedOnTime: onTime('verify'),
  toldOnTime: onTime('tell'),
} as const satisfies Readonly<Record<string, DayCount>>;
export type TipCount = keyof typeof counts;

export const tipCounts: DayCounts<TipCount> = { name: 'tips', counts };
