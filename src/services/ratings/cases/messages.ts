import type { Address, Reply } from '../../../domain/message.js';
import { YiwenError } from '../../../lib/errors.js';
import type { LocalKey } from '../../../storage/local-key.js';
import { putReply } from '../../../storage/outbox.js';
import type { Reader, Tx } from '../../../storage/store.js';
import { canReach } from '../invite.js';
import { senderHash } from '../items.js';
import type { RatingSettings } from '../settings.js';
import type { CaseTable } from '../tables.js';
import { PUT_RIGHT_CHOICES } from './put-right.js';

export interface Sending {
  readonly localKey: LocalKey;
  readonly settings: RatingSettings;
}

const say = (text: string): Reply => ({ status: 'service', service: 'ratings', text });

/** What staff say to who gave a bad rating, and the question whether it was put right. */
export const contactMessage = (text: string): Reply => say(`关于您的评价，工作人员说：\n${text}`);
export const answerMessage = (text: string): Reply => say(`您的评价已处理：\n${text}`);
export const revisitMessage: Reply = {
  ...say('回访：您上次不满意的地方，现在改好了吗？愿意的话请回复一个；不回复也没关系。'),
  choices: PUT_RIGHT_CHOICES,
};

function addressOf(localKey: LocalKey, { address }: CaseTable): Address {
  const text = localKey.decrypt(address);
  if (text !== undefined) return JSON.parse(text) as Address;
  throw new YiwenError('ratings.address-unreadable', '打不开评价人的地址', '本机密钥换过：请电话或当面答复');
}

/** Whether the channel still lets a message through to who rated. */
export function isReachable(db: Reader | Tx, { localKey, settings }: Sending, found: CaseTable, now: Date) {
  const text = localKey.decrypt(found.address);
  if (text === undefined) return Promise.resolve(false);
  const address = JSON.parse(text) as Address;
  return canReach(db, settings, address.channel, senderHash(localKey, address), now);
}

export const messageId = (ratingId: string, version: number): string => `rating-${ratingId}-${version}`;

/** @throws YiwenError `ratings.outside-window` */
export async function sendMessage(
  tx: Tx,
  sending: Sending,
  found: CaseTable,
  version: number,
  reply: Reply,
  now: Date,
): Promise<void> {
  if (!(await isReachable(tx, sending, found, now)))
    throw new YiwenError(
      'ratings.outside-window',
      '已过渠道允许主动发消息的时间，发不出去',
      '请改用电话或当面，并在方式里选上',
    );
  await putReply(tx, messageId(found.rating_id, version), addressOf(sending.localKey, found), reply, now);
}
