import type { DayCount } from '../../storage/day-count.js';
import type { DayCounts } from '../../storage/day-counts.js';

const one = { value: 'count(*)' } as const;
const received = { from: 'tips', moment: 'received_at', day: "date(received_at, '+8 hours')" } as const;
const filed = { from: 'tips', day: 'filed_on', sums: one } as const;
const concluded = { from: 'tips', day: 'concluded_on' } as const;
const paid = { from: 'tips', day: 'paid_on' } as const;

const stopped = {
  from: 'tip_clocks',
  day: 'done_on',
  sums: { part: 'sum(done_on <= due_on)', whole: 'count(*)' },
} as const;

/** The counts behind the figures of tips; whoever changes a tip, or stops a clock, drops the days that it stands under. */
const counts = {
  received: { ...received, sums: one },
  kinds: { ...received, by: { label: 'kind' }, sums: one, order: 'value desc, label' },
  states: { ...received, by: { label: 'state' }, sums: one, order: 'value desc, label' },
  named: { ...received, sums: { part: 'sum(named)', whole: 'count(*)' } },
  duplicates: { ...received, where: 'original is not null', sums: one },
  filed: { ...filed, where: "filing = 'filed'" },
  notFiled: { ...filed, where: "filing = 'not-filed'" },
  concluded: { ...concluded, by: { label: 'outcome' }, sums: one, order: 'label' },
  caseValue: { ...concluded, sums: { value: 'sum(case_value)' } },
  recovered: { ...concluded, sums: { value: 'sum(recovered)' } },
  rewards: { ...paid, sums: one },
  rewardSum: { ...paid, sums: { value: 'sum(reward)' } },
  verifiedOnTime: { ...stopped, where: "kind = 'verify' and running = 0" },
  toldOnTime: { ...stopped, where: "kind = 'tell' and running = 0" },
} as const satisfies Readonly<Record<string, DayCount>>;
export type TipCount = keyof typeof counts;

export const tipCounts: DayCounts<TipCount> = { name: 'tips', counts };
