import { type SchemaModule, sql } from 'kysely';
import type { LocalKey } from '../../storage/local-key.js';
import type { Migration } from '../../storage/store.js';
import { carryOver } from './carry-over.js';

export function ratingMigrations(localKey: LocalKey): readonly Migration[] {
  return [
    { name: 'ratings/1-ratings-versions-cases', up: firstTables },
    {
      name: 'ratings/2-items-cases',
      async up(schema, tx) {
        for (const table of ['rating_cases', 'rating_versions', 'ratings'])
          await schema.alterTable(table).renameTo(`first_${table}`).execute();
        await items(schema);
        await ratings(schema);
        await cases(schema);
        await carryOver(tx, localKey);
        for (const table of ['rating_cases', 'rating_versions', 'ratings'])
          await schema.dropTable(`first_${table}`).execute();
      },
    },
    { name: 'ratings/3-leafed-through', up: leafing },
  ];
}

/** Any page of the list is found in an index alone, and so are the latest codes of the window. */
async function leafing(schema: SchemaModule): Promise<void> {
  await schema
    .createIndex('ratings_listed')
    .on('ratings')
    .columns(['day', 'rated_at', 'id', 'level', 'matter', 'channel', 'source'])
    .execute();
  await schema
    .createIndex('service_items_invitation')
    .on('service_items')
    .columns(['invitation', 'invited_at'])
    .execute();
}

async function firstTables(schema: SchemaModule): Promise<void> {
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
}

async function items(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('service_items')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('matter', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('ended', 'text', (column) => column.notNull())
    .addColumn('sender', 'text')
    .addColumn('address', 'text')
    .addColumn('served_by', 'text')
    .addColumn('finished_at', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('invited_at', 'text')
    .addColumn('invitation', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.unique())
    .addUniqueConstraint('service_item_once', ['matter', 'number'])
    .execute();
  const index = (name: string, columns: readonly string[]) =>
    schema
      .createIndex(`service_items_${name}`)
      .on('service_items')
      .columns([...columns])
      .execute();
  await index('sender', ['sender', 'invited_at']);
  await index('day', ['day', 'ended', 'invited_at', 'matter', 'channel', 'served_by']);
  await index('invited', ['invited_at']);
  await schema
    .createTable('rating_invitations')
    .addColumn('matter', 'text', (column) => column.primaryKey())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('rating_code_tries')
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('rating_code_tries_at').on('rating_code_tries').columns(['at', 'sender']).execute();
}

async function ratings(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('ratings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('item_id', 'text', (column) => column.unique().references('service_items.id'))
    .addColumn('matter', 'text', (column) => column.notNull())
    .addColumn('served_by', 'text')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('level', 'integer', (column) => column.notNull())
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('rated_at', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('excluded', 'integer', (column) => column.notNull())
    .execute();
  const own = schema.createIndex('rating_of_a_day').unique().on('ratings').columns(['sender', 'day']);
  await own.where(sql<boolean>`item_id is null`).execute();
  await schema.createIndex('ratings_sender').on('ratings').columns(['sender', 'rated_at']).execute();
  await schema.createIndex('ratings_rated').on('ratings').columns(['rated_at', 'id']).execute();
  // Holds all that is counted by, so that a year of figures is read from the index alone.
  await schema
    .createIndex('ratings_counted')
    .on('ratings')
    .columns(['day', 'source', 'level', 'excluded', 'matter', 'channel', 'served_by'])
    .execute();
  await schema
    .createTable('rating_versions')
    .addColumn('rating_id', 'text', (column) => column.notNull().references('ratings.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('level', 'integer', (column) => column.notNull())
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rating_version_once', ['rating_id', 'version'])
    .execute();
}

async function cases(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('rating_cases')
    .addColumn('rating_id', 'text', (column) => column.primaryKey().references('ratings.id'))
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('level', 'integer', (column) => column.notNull())
    .addColumn('matter', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('served_by', 'text')
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('opened_day', 'text', (column) => column.notNull())
    .addColumn('due_from', 'text')
    .addColumn('due', 'text')
    .addColumn('late', 'integer', (column) => column.notNull())
    .addColumn('verdict', 'text')
    .addColumn('verified_by', 'text')
    .addColumn('verified_at', 'text')
    .addColumn('exclusion', 'text', (column) => column.notNull())
    .addColumn('appeal', 'text', (column) => column.notNull())
    .addColumn('appeal_grounds', 'text')
    .addColumn('contacted_at', 'text')
    .addColumn('measure', 'text')
    .addColumn('answered_at', 'text')
    .addColumn('revisit_asked_at', 'text')
    .addColumn('revisited_at', 'text')
    .addColumn('put_right', 'text')
    .addColumn('closed_at', 'text')
    .execute();
  const index = (name: string, columns: readonly string[]) =>
    schema
      .createIndex(`rating_cases_${name}`)
      .on('rating_cases')
      .columns([...columns])
      .execute();
  await index('state', ['state', 'due']);
  await index('due', ['due']);
  await index('opened', ['opened_day', 'number']);
  await index('served', ['served_by', 'number']);
  await index('waiting', ['exclusion', 'appeal']);
  await schema
    .createTable('rating_case_steps')
    .addColumn('rating_id', 'text', (column) => column.notNull().references('rating_cases.rating_id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('from_state', 'text', (column) => column.notNull())
    .addColumn('to_state', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rating_case_step', ['rating_id', 'version'])
    .execute();
}
