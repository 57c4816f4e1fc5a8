import { YiwenError } from '../../../lib/errors.js';
import { randomId } from '../../../lib/ids.js';
import { sealTo } from '../../../storage/sealing/keyring.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { TipRow } from './tables.js';
import { cases } from './tables.js';

/** Words for the reporter, sealed to the key that their receipt opens: staff cannot read them back. */
export interface SealedMessage {
  readonly number: string;
  readonly sealed: string;
}

/** Sealing loads a library: done before the transaction. @throws YiwenError `tips.unreachable` */
export async function sealMessage(
  { number, reporter_key }: Pick<TipRow, 'number' | 'reporter_key'>,
  text: string,
): Promise<SealedMessage> {
  if (reporter_key) return { number, sealed: await sealTo({ publicKey: reporter_key }, text) };
  throw new YiwenError(
    'tips.unreachable',
    '这条举报没有留言的渠道',
    '它是启用留言之前收到的；举报人留了联系方式的，可以申请查看身份后联系',
  );
}

export async function putMessage(tx: Tx, { number, sealed }: SealedMessage, at: Date): Promise<void> {
  await cases(tx)
    .insertInto('tip_messages')
    .values({ id: randomId(), number, direction: 'staff', sealed, at: at.toISOString() })
    .execute();
}

/** What the reporter added, oldest first. */
export function additionsOf(db: Reader | Tx, number: string) {
  return cases(db)
    .selectFrom('tip_messages')
    .select(['sealed', 'at'])
    .where('number', '=', number)
    .where('direction', '=', 'reporter')
    .orderBy('at')
    .execute();
}
