import { YiwenError } from '../../../lib/errors.js';
import { deliveryOf } from '../../../storage/outbox.js';
import type { Reader } from '../../../storage/store.js';
import { itemById } from '../items.js';
import { ratingById } from '../records.js';
import type { RatingTables } from '../tables.js';
import { isReachable, messageId, type Sending } from './messages.js';
import { caseById, stepsOf } from './records.js';

const DELIVERIES = { sent: '已送出', waiting: '等待送出', 'given-up': '没有送到，请电话或当面' } as const;

/** A case as its page shows it. @throws YiwenError `ratings.unknown-case` */
export async function showCase(read: Reader, sending: Sending, ratingId: string, now: Date) {
  const found = await caseById(read, ratingId);
  const rating = found && (await ratingById(read, ratingId));
  if (!found || !rating) throw new YiwenError('ratings.unknown-case', '没有这件差评', '请回到列表再选');
  const item = rating.item_id === null ? undefined : await itemById(read, rating.item_id);
  const versions = await read
    .withTables<RatingTables>()
    .selectFrom('rating_versions')
    .selectAll()
    .where('rating_id', '=', ratingId)
    .orderBy('version')
    .execute();
  const steps = await stepsOf(read, ratingId);
  const history = [];
  for (const step of steps) {
    const delivery = await deliveryOf(read, messageId(ratingId, step.version));
    history.push({ ...step, delivery: delivery ? DELIVERIES[delivery] : '' });
  }
  return { found, rating, item, versions, history, reachable: await isReachable(read, sending, found, now) };
}
