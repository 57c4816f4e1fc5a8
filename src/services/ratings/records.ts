import type { Address } from '../../domain/message.js';
import { chinaDay } from '../../lib/clock.js';
import { randomId } from '../../lib/ids.js';
import type { Migration, Tx } from '../../storage/store.js';
import type { Level } from './levels.js';

export type RatingTables = {
  /** One a sender and day; `version` counts its changes. */
  ratings: {
    id: string;
    channel: string;
    sender: string;
    day: string;
    level: number;
    reason: string | null;
    /** `active`: given by the person. A silent default, where a bureau demands one, is never counted as active. */
    source: string;
    version: number;
    at: string;
  };
  rating_versions: { rating_id: string; version: number; level: number; reason: string | null; at: string };
  /** 差评 to be verified, put right and answered. The address is needed to answer; no other table names a sender. */
  rating_cases: { rating_id: string; state: string; version: number; address: string; opened_at: string };
};

export const ratingMigrations: readonly Migration[] = [
  {
    name: 'ratings/1-ratings-versions-cases',
    async up(schema) {
      await schema
        .createTable('ratings')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('level', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addUniqueConstraint('rating_once', ['sender', 'day'])
        .execute();
      await schema
        .createTable('rating_versions')
        .addColumn('rating_id', 'text', (column) => column.notNull().references('ratings.id'))
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('level', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('rating_version', ['rating_id', 'version'])
        .execute();
      await schema
        .createTable('rating_cases')
        .addColumn('rating_id', 'text', (column) => column.primaryKey().references('ratings.id'))
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('opened_at', 'text', (column) => column.notNull())
        .execute();
    },
  },
];

export interface Kept {
  readonly id: string;
  readonly version: number;
}

/** The first rating of the day, or a new version of it. */
export async function rate(tx: Tx, sender: string, level: Level, channel: string, at: Date): Promise<Kept> {
  const db = tx.withTables<RatingTables>();
  const day = chinaDay(at);
  const before = await ratingOf(tx, sender, day);
  const kept: Kept = { id: before?.id ?? randomId(), version: (before?.version ?? 0) + 1 };
  const time = at.toISOString();
  const change = { level, reason: null, version: kept.version, at: time };
  await db
    .insertInto('ratings')
    .values({ id: kept.id, channel, sender, day, source: 'active', ...change })
    .onConflict((conflict) => conflict.columns(['sender', 'day']).doUpdateSet(change))
    .execute();
  await db
    .insertInto('rating_versions')
    .values({ rating_id: kept.id, version: kept.version, level, reason: null, at: time })
    .execute();
  return kept;
}

/** Says why, in the version that stands. Undefined if there is no rating of that day. */
export async function giveReason(tx: Tx, sender: string, day: string, reason: string): Promise<Kept | undefined> {
  const db = tx.withTables<RatingTables>();
  const kept = await ratingOf(tx, sender, day);
  if (!kept) return undefined;
  await db.updateTable('ratings').set({ reason }).where('id', '=', kept.id).execute();
  await db
    .updateTable('rating_versions')
    .set({ reason })
    .where('rating_id', '=', kept.id)
    .where('version', '=', kept.version)
    .execute();
  return kept;
}

/** A case that was opened stays, also when the rating is changed afterwards. */
export async function openCase(tx: Tx, ratingId: string, address: Address, at: Date): Promise<void> {
  const { channel, chat, sender } = address;
  await tx
    .withTables<RatingTables>()
    .insertInto('rating_cases')
    .values({
      rating_id: ratingId,
      state: 'OPEN',
      version: 1,
      address: JSON.stringify({ channel, chat, sender }),
      opened_at: at.toISOString(),
    })
    .onConflict((conflict) => conflict.column('rating_id').doNothing())
    .execute();
}

function ratingOf(tx: Tx, sender: string, day: string): Promise<Kept | undefined> {
  return tx
    .withTables<RatingTables>()
    .selectFrom('ratings')
    .select(['id', 'version'])
    .where('sender', '=', sender)
    .where('day', '=', day)
    .executeTakeFirst();
}
