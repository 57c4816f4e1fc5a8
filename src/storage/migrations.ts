import { type SchemaModule, sql } from 'kysely';
import { dayCountMigration } from './day-counts.js';
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
  {
    name: 'core/4-consents',
    async up(schema) {
      await schema
        .createTable('consents')
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('consent_once', ['sender', 'version'])
        .execute();
    },
  },
  {
    name: 'core/5-audit-by-time',
    async up(schema) {
      await schema.createIndex('audit_at_action').on('audit').columns(['at', 'action']).execute();
    },
  },
  {
    name: 'core/5-outbox-by-sender',
    async up(schema) {
      await schema.createIndex('outbox_sender').on('outbox').columns(['channel', 'sender', 'sent_at']).execute();
    },
  },
  { name: 'core/5-unlinked-inbox-waiting-audit', up: unlinked },
  retirementMigration,
  dayCountMigration,
  {
    // A few actions of a year are counted without leafing through all the others.
    name: 'core/7-audit-by-action',
    async up(schema) {
      await schema.createIndex('audit_action_at').on('audit').columns(['action', 'at']).execute();
    },
  },
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
    await db.transaction().execute(async (tx) => {
      const done = await tx
        .withTables<MigrationTables>()
        .selectFrom('migrations')
        .select('name')
        .where('name', '=', name)
        .executeTakeFirst();
      if (done) return;
      await up(tx.schema, tx);
      const row = { name, applied_at: new Date().toISOString() };
      await tx.withTables<MigrationTables>().insertInto('migrations').values(row).execute();
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

/**
 * Tables in the order of their hashes and names of chance, without the hidden row numbers that would tell the order in
 * which things came. Before this no version was released: what the old inbox knew of messages is let go.
 */
async function unlinked(schema: SchemaModule): Promise<void> {
  await schema.dropTable('inbox').execute();
  await schema
    .createTable('inbox')
    .addColumn('message_id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('reply', 'text')
    .addColumn('reply_until', 'text')
    .addColumn('confidential', 'integer', (column) => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await schema
    .createIndex('inbox_sender_received')
    .on('inbox')
    .columns(['sender', 'confidential', 'received_at'])
    .execute();
  await schema.createIndex('inbox_reply_until').on('inbox').columns(['confidential', 'reply_until']).execute();
  await schema
    .createTable('audit_waiting')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
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
