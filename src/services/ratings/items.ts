import { randomInt } from 'node:crypto';
import type { Address } from '../../domain/message.js';
import { chinaDay } from '../../lib/clock.js';
import { YiwenError } from '../../lib/errors.js';
import { randomId } from '../../lib/ids.js';
import { dropDays } from '../../storage/day-counts.js';
import type { LocalKey } from '../../storage/local-key.js';
import type { Reader, Tx } from '../../storage/store.js';
import { ratingCounts } from './figures/queries.js';
import type { ItemTable, RatingTables } from './tables.js';

/** The keyed hash that stands for a sender in every table. */
export const senderHash = (localKey: LocalKey, { channel, sender }: Address): string =>
  localKey.fingerprint('sender', channel, sender);

export interface NewItem {
  readonly matter: string;
  readonly number: string;
  readonly channel: string;
  readonly ended: string;
  readonly address?: Address;
  readonly servedBy?: string;
  readonly invitation: string;
  readonly invited: boolean;
  readonly codeHash?: string;
}

/** @returns the id; undefined if this piece of service is known already */
export async function addItem(tx: Tx, localKey: LocalKey, item: NewItem, at: Date): Promise<string | undefined> {
  const { matter, number, channel, ended, address, servedBy, invitation, invited, codeHash } = item;
  const id = randomId();
  const result = await tx
    .withTables<RatingTables>()
    .insertInto('service_items')
    .values({
      ...{ id, matter, number, channel, ended, invitation },
      sender: address ? senderHash(localKey, address) : null,
      address: address ? localKey.encrypt(JSON.stringify(address)) : null,
      served_by: servedBy ?? null,
      ...{ finished_at: at.toISOString(), day: chinaDay(at) },
      invited_at: invited ? at.toISOString() : null,
      code_hash: codeHash ?? null,
    })
    .onConflict((conflict) => conflict.columns(['matter', 'number']).doNothing())
    .executeTakeFirst();
  await dropDays(tx, ratingCounts, [chinaDay(at)]);
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? id : undefined;
}

export function itemById(db: Reader | Tx, id: string): Promise<ItemTable | undefined> {
  return db.withTables<RatingTables>().selectFrom('service_items').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A code for the window: eight digits, never like a date (1998…, 2026…), `4829-1306`. */
const createCode = () => `${randomInt(3, 10)}${String(randomInt(10_000_000)).padStart(7, '0')}`;
export const sayCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

const CODE = /^(?:我?要?(?:评价|打分|评分)码?|评价码)?[\s:：是]*([3-9]\d{3})[\s-]?(\d{4})(?:评价|打分)?$/;

/** The code that a message consists of: 48291306, 评价 4829-1306. */
export function codeIn(text: string): string | undefined {
  const found = CODE.exec(text.normalize('NFKC').trim());
  return found ? `${found[1]}${found[2]}` : undefined;
}

const codeHash = (localKey: LocalKey, code: string) => localKey.fingerprint('rating-code', code);

export interface WindowService {
  readonly matter: string;
  /** 办件号 */
  readonly number: string;
  readonly servedBy: string;
}

/**
 * A service at the window, and the code by which the resident rates it: kept as a keyed hash, shown once.
 * @throws YiwenError `ratings.item-known`
 */
export async function registerWindowService(
  tx: Tx,
  localKey: LocalKey,
  service: WindowService,
  at: Date,
): Promise<{ readonly id: string; readonly code: string }> {
  const code = createCode();
  const item = { ...service, channel: 'window', ended: 'completed', invitation: 'code', invited: true };
  const id = await addItem(tx, localKey, { ...item, codeHash: codeHash(localKey, code) }, at);
  if (id) return { id, code };
  throw new YiwenError('ratings.item-known', `办件号 ${service.number} 已经登记过`, '一次服务只评一次；请核对办件号');
}

export function itemByCode(db: Reader | Tx, localKey: LocalKey, code: string): Promise<ItemTable | undefined> {
  return db
    .withTables<RatingTables>()
    .selectFrom('service_items')
    .selectAll()
    .where('code_hash', '=', codeHash(localKey, code))
    .executeTakeFirst();
}

export const TRIES_WITHIN_MS = 15 * 60_000;
export const MOST_TRIES = 5;

export async function codeTries(db: Reader | Tx, sender: string, since: Date): Promise<number> {
  const row = await db
    .withTables<RatingTables>()
    .selectFrom('rating_code_tries')
    .select((is) => is.fn.countAll().as('tries'))
    .where('at', '>=', since.toISOString())
    .where('sender', '=', sender)
    .executeTakeFirstOrThrow();
  return Number(row.tries);
}

export async function noteCodeTry(tx: Tx, sender: string, at: Date): Promise<void> {
  await tx
    .withTables<RatingTables>()
    .insertInto('rating_code_tries')
    .values({ sender, at: at.toISOString() })
    .execute();
}

export async function forgetCodeTries(tx: Tx, before: Date): Promise<void> {
  await tx.withTables<RatingTables>().deleteFrom('rating_code_tries').where('at', '<', before.toISOString()).execute();
}
