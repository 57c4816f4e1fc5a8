import type { SchemaModule } from 'kysely';
import { retirementMigration, sealingMigration } from './sealing/key-tables.js';
import type { Migration, Reader } from './store.js';

type MigrationTables = { migrations: { name: string; applied_at: string } };

/** The house's own tables. Services bring theirs: names are unique across all of them. */
export const coreMigrations: readonly Migration[] = [
  {
    name: 'core/1-inbox-sessions-outbox-audit',
    async up(schema) {
      await inbox(schema);
      await sessions(schema);
      await outbox(schema);
      await audit(schema);
    },
  },
  {
    name: 'core/2-outbox-expiry',
    async up(schema) {
      await schema.alterTable('outbox').addColumn('expires_at', 'text').execute();
    },
  },
  { name: 'core/3-withdrawals', up: withdrawals },
  sealingMigration,
  retirementMigration,
];

/** Runs what has not run yet. Every step stands in the table of migrations once it is through. */
export async function migrate(db: Reader, migrations: readonly Migration[]): Promise<void> {
  const table = db.withTables<MigrationTables>();
  await table.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
  for (const { name, up } of migrations) {
    await table.transaction().execute(async (tx) => {
      const done = await tx.selectFrom('migrations').select('name').where('name', '=', name).executeTakeFirst();
      if (done) return;
      await up(tx.schema);
      await tx.insertInto('migrations').values({ name, applied_at: new Date().toISOString() }).execute();
    });
  }
}

async function inbox(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('inbox')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('chat', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('reply', 'text')
    .addColumn('confidential', 'integer', (column) => column.notNull().defaultTo(0))
    .addUniqueConstraint('inbox_message', ['channel', 'chat', 'message_id'])
    .execute();
  await schema.createIndex('inbox_sender').on('inbox').columns(['sender', 'confidential']).execute();
  await schema.createIndex('inbox_received').on('inbox').columns(['confidential', 'received_at']).execute();
}

async function sessions(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('sessions')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('flow', 'text')
    .addColumn('confidential', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('sessions_updated').on('sessions').columns(['updated_at']).execute();
}

async function outbox(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('chat', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('reply', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function audit(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
}

async function withdrawals(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('withdrawals')
    .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('passage', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('headings', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('restored_at', 'text')
    .execute();
}
