import type { StaffMember } from '../../../domain/staff.js';
import type { Account } from '../../../staff/account-tables.js';
import type { TipTerms } from '../terms.js';
import type { Candidate } from '../work/duplicates.js';
import type { OpenedStory } from '../work/open.js';
import type { TipRecord } from '../work/record.js';
import type { EventRow } from '../work/tables.js';

/** What the page of a tip is drawn from. */
export interface CaseProps {
  readonly record: TipRecord;
  readonly events: readonly EventRow[];
  readonly candidates: readonly Candidate[];
  /** How many were merged into this one. */
  readonly merged: number;
  /** How many messages the reporter left. */
  readonly additions: number;
  readonly accounts: readonly Account[];
  readonly member: StaffMember;
  readonly now: Date;
  readonly terms: TipTerms;
  /** Until when this member may look at the identity. */
  readonly identityUntil: string | undefined;
  /** Only where it was opened for this page. */
  readonly story?: OpenedStory;
}
