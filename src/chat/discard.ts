import type { PlannedEffect, Tools } from './plan.js';
import type { OpenFlow } from './session.js';

/** What a flow that ends before its time had put by, to be given up; nothing for one that no version here knows. */
export function discarded({ booked }: Pick<Tools, 'booked'>, open: OpenFlow | undefined): readonly PlannedEffect[] {
  const known = booked.find(({ flow }) => flow.name === open?.name && flow.version === open.version);
  if (!open || !known) return [];
  return (known.flow.discard?.(open.state) ?? []).map((effect) => ({ service: known.service, effect }));
}
