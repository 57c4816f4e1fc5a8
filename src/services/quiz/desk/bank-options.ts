import type { DeskRequest } from '../../../casework/desk.js';
import { chinaDay } from '../../../lib/clock.js';
import { noPassages, type Passages } from '../bank/passages.js';

export interface BankDeskOptions {
  /** The knowledge in use. May reject where there is none yet. */
  readonly passages: () => Promise<Passages>;
}

export const BANK = '/quiz/bank';

export const pathOfQuestion = (id: string): string => `${BANK}/${id}`;

/** What checking takes: without knowledge every citation is unproven, and pages still open. */
export async function checking(
  { passages }: BankDeskOptions,
  { member, now }: Pick<DeskRequest, 'member' | 'now'>,
): Promise<{
  readonly member: DeskRequest['member'];
  readonly now: Date;
  readonly day: string;
  readonly passages: Passages;
}> {
  return { member, now, day: chinaDay(now), passages: await passages().catch(() => noPassages) };
}
