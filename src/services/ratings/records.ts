import { chinaDay } from '../../lib/clock.js';
import { randomId } from '../../lib/ids.js';
import type { Reader, Tx } from '../../storage/store.js';
import { countAnew } from './figures/queries.js';
import type { Level } from './levels.js';
import type { Reason } from './reasons.js';
import { BOT } from './settings.js';
import type { ItemTable, RatingTable, RatingTables } from './tables.js';

const DAY_MS = 24 * 3_600_000;

/** What is rated: a finished item, or the bot's own conversation of the day. */
export interface Rated {
  readonly sender: string;
  readonly channel: string;
  readonly item?: ItemTable;
}

export interface Kept {
  readonly id: string;
  readonly version: number;
}

/** The first rating of an item or a day, or a new version of it. The caller has seen to it that it is not locked. */
export async function rate(tx: Tx, rated: Rated, level: Level, at: Date): Promise<Kept> {
  const before = await ratingOf(tx, rated, chinaDay(at));
  const time = at.toISOString();
  if (!before) {
    const { sender, channel, item } = rated;
    const id = randomId();
    await tx
      .withTables<RatingTables>()
      .insertInto('ratings')
      .values({
        ...{ id, sender, channel, level, version: 1, reasons: '[]', reason: null, source: 'active', excluded: 0 },
        ...{ item_id: item?.id ?? null, matter: item?.matter ?? BOT.code, served_by: item?.served_by ?? null },
        ...{ day: chinaDay(at), rated_at: time, at: time },
      })
      .execute();
    await keepVersion(tx, id);
    await countAnew(tx, id);
    return { id, version: 1 };
  }
  // A silent default becomes the person's own from now on, on the day on which they spoke.
  const own = before.source === 'default' ? { rated_at: time, day: chinaDay(at), sender: rated.sender } : {};
  const version = before.version + 1;
  await tx
    .withTables<RatingTables>()
    .updateTable('ratings')
    .set({ level, version, reasons: '[]', reason: null, source: 'active', at: time, ...own })
    .where('id', '=', before.id)
    .execute();
  await keepVersion(tx, before.id);
  await countAnew(tx, before.id, before.day);
  return { id: before.id, version };
}

async function keepVersion(tx: Tx, id: string): Promise<void> {
  const db = tx.withTables<RatingTables>();
  const now = db.selectFrom('ratings').where('id', '=', id);
  await db
    .insertInto('rating_versions')
    .columns(['rating_id', 'version', 'level', 'reasons', 'reason', 'source', 'at'])
    .expression(now.select(['id', 'version', 'level', 'reasons', 'reason', 'source', 'at']))
    .execute();
}

export interface Given {
  readonly reasons: readonly Reason[];
  /** Own words, masked. */
  readonly words?: string;
}

/** Says why, in the version that stands. */
export async function giveReason(tx: Tx, id: string, { reasons, words }: Given): Promise<void> {
  const change = { reasons: JSON.stringify(reasons), reason: words ?? null };
  const db = tx.withTables<RatingTables>();
  await db.updateTable('ratings').set(change).where('id', '=', id).execute();
  await db
    .updateTable('rating_versions')
    .set(change)
    .where('rating_id', '=', id)
    .where('version', '=', db.selectFrom('ratings').select('version').where('id', '=', id))
    .execute();
  await countAnew(tx, id);
}

/** @param day of a rating without an item, in China */
export async function ratingOf(
  db: Reader | Tx,
  { sender, item }: Rated,
  day: string,
): Promise<RatingTable | undefined> {
  const all = db.withTables<RatingTables>().selectFrom('ratings').selectAll();
  const own = item
    ? all.where('item_id', '=', item.id)
    : all.where('sender', '=', sender).where('day', '=', day).where('item_id', 'is', null);
  return own.executeTakeFirst();
}

export function ratingById(db: Reader | Tx, id: string): Promise<RatingTable | undefined> {
  return db.withTables<RatingTables>().selectFrom('ratings').selectAll().where('id', '=', id).executeTakeFirst();
}

/** After so many days a rating stands as it is. */
export const isLocked = ({ rated_at }: Pick<RatingTable, 'rated_at'>, editDays: number, now: Date): boolean =>
  now.getTime() - Date.parse(rated_at) > editDays * DAY_MS;

/** The newest item whose invitation somebody has not answered yet, `withinMs` back at most. */
export async function openInvitation(
  db: Reader | Tx,
  sender: string,
  now: Date,
  withinMs: number,
): Promise<ItemTable | undefined> {
  return db
    .withTables<RatingTables>()
    .selectFrom('service_items')
    .leftJoin('ratings', 'ratings.item_id', 'service_items.id')
    .selectAll('service_items')
    .where('service_items.sender', '=', sender)
    .where('invited_at', '>=', new Date(now.getTime() - withinMs).toISOString())
    .where((is) => is.or([is('ratings.id', 'is', null), is('ratings.source', '=', 'default')]))
    .orderBy('invited_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Somebody's item ratings that may still be changed, newest first, three at most. */
export function changeableRatings(
  db: Reader | Tx,
  sender: string,
  now: Date,
  editDays: number,
): Promise<RatingTable[]> {
  return db
    .withTables<RatingTables>()
    .selectFrom('ratings')
    .selectAll()
    .where('sender', '=', sender)
    .where('rated_at', '>=', new Date(now.getTime() - editDays * DAY_MS).toISOString())
    .where('item_id', 'is not', null)
    .where('source', '=', 'active')
    .orderBy('rated_at', 'desc')
    .limit(3)
    .execute();
}

/** As many a pass: the sweep comes every minute, and nobody waits for it. */
const DEFAULTS_A_PASS = 200;
/** An invitation of before that was missed while the bot stood still is left alone. */
const LOOKED_BACK_DAYS = 30;

/** 默认好评 for invitations that nobody answered in time: stored as such, counted nowhere as active. */
export async function storeSilentDefaults(tx: Tx, now: Date, afterDays: number): Promise<void> {
  const db = tx.withTables<RatingTables>();
  const silent = await db
    .selectFrom('service_items')
    .leftJoin('ratings', 'ratings.item_id', 'service_items.id')
    .selectAll('service_items')
    .where('invited_at', '<', new Date(now.getTime() - afterDays * DAY_MS).toISOString())
    .where('invited_at', '>=', new Date(now.getTime() - (afterDays + LOOKED_BACK_DAYS) * DAY_MS).toISOString())
    .where('ratings.id', 'is', null)
    .orderBy('invited_at', 'desc')
    .limit(DEFAULTS_A_PASS)
    .execute();
  for (const item of silent) {
    const id = randomId();
    const time = now.toISOString();
    await db
      .insertInto('ratings')
      .values({
        ...{ id, item_id: item.id, matter: item.matter, served_by: item.served_by, channel: item.channel },
        ...{ sender: item.sender ?? '', day: chinaDay(now), level: 5, reasons: '[]', reason: null },
        ...{ source: 'default', version: 1, rated_at: time, at: time, excluded: 0 },
      })
      .execute();
    await keepVersion(tx, id);
    await countAnew(tx, id);
  }
}
