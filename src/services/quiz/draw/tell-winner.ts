import type { Address, Reply } from '../../../domain/message.js';
import { sayDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import type { LocalKey } from '../../../storage/local-key.js';
import { putReply } from '../../../storage/outbox.js';
import type { Tx } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import type { QuizTables } from '../tables.js';

export interface Prized {
  readonly place: number;
  readonly code: string;
  readonly prize: string;
  readonly claimUntil: string;
}

/** The last day on which a prize is claimed, as people read it. */
export const lastDay = (claimUntil: string): string => sayDay(chinaDay(new Date(Date.parse(claimUntil) - 1)));

/** When a term of whole days ends: midnight in China after the last of them. */
export function claimEnd(now: Date, days: number): string {
  const today = Date.parse(`${chinaDay(now)}T16:00:00Z`);
  return new Date(today + days * 86_400_000).toISOString();
}

/** Tells somebody that a prize is theirs, once, where their address is still known. Nobody is pressed to anything. */
export async function tellWinner(
  tx: Tx,
  localKey: LocalKey,
  campaign: Pick<Campaign, 'number' | 'title' | 'prizes'>,
  won: Prized,
  now: Date,
): Promise<void> {
  const person = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_people')
    .select('address')
    .where('campaign', '=', campaign.number)
    .where('code', '=', won.code)
    .executeTakeFirst();
  const address = person?.address ? addressIn(localKey, person.address) : undefined;
  if (!address) return;
  const what = campaign.prizes.find(({ name }) => name === won.prize)?.what;
  const reply: Reply = {
    ...{ status: 'service', service: 'quiz' },
    text: [
      `您参加的「${campaign.title}」开奖了，您中了${won.prize}${what ? `：${what}` : ''}。`,
      `请在${lastDay(won.claimUntil)}前回复“领奖”登记，逾期由候补递补。`,
      '领奖不收任何费用，也不会要银行卡和密码。',
    ].join('\n'),
    choices: [{ label: '领奖', text: '领奖' }],
  };
  const id = `quiz-won-${campaign.number}-${won.place}`;
  await putReply(tx, id, address, reply, now, new Date(won.claimUntil));
}

function addressIn(localKey: LocalKey, box: string): Address | undefined {
  const text = localKey.decrypt(box);
  return text === undefined ? undefined : (JSON.parse(text) as Address);
}
