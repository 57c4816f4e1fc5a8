import type { Generated } from 'kysely';
import type { Migration } from '../../storage/store.js';

export type HandoffState = 'WAITING' | 'TALKING' | 'ENDED';
export type Closed = 'staff' | 'resident' | 'timeout' | 'failed';

export type HandoffTables = {
  handoffs: {
    id: string;
    number: string;
    state: HandoffState;
    version: number;
    /** Keyed hash. */
    sender: string;
    /** The sender while the conversation is open: the database itself refuses a second one. */
    open_sender: string | null;
    channel: string;
    address: string;
    asked_at: string;
    asked_day: string;
    taken_at: string | null;
    /** Id of who talks, or talked last. */
    taken_by: string | null;
    /** Of the last message of either side. */
    last_at: string;
    ended_at: string | null;
    /** `failed`: nobody was there in time. */
    closed: Closed | null;
  };
  handoff_messages: {
    sequence: Generated<number>;
    /** Given with the page that a reply is written on: the same reply sent twice is one. */
    id: string;
    handoff_id: string;
    /** `resident`, or `staff:wang`. */
    speaker: string;
    /** Sealed. */
    words: string;
    at: string;
  };
  handoff_numbers: { day: string; last: number };
};

export const handoffMigrations: readonly Migration[] = [
  {
    name: 'handoff/1-conversations-messages-numbers',
    async up(schema) {
      await schema
        .createTable('handoffs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('number', 'text', (column) => column.notNull().unique())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('open_sender', 'text', (column) => column.unique())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('asked_at', 'text', (column) => column.notNull())
        .addColumn('asked_day', 'text', (column) => column.notNull())
        .addColumn('taken_at', 'text')
        .addColumn('taken_by', 'text')
        .addColumn('last_at', 'text', (column) => column.notNull())
        .addColumn('ended_at', 'text')
        .addColumn('closed', 'text')
        .execute();
      for (const columns of [
        ['state', 'asked_at'],
        ['state', 'closed', 'asked_at'],
        ['state', 'last_at'],
        ['asked_day', 'id'],
      ])
        await schema
          .createIndex(`handoffs_${columns.join('_')}`)
          .on('handoffs')
          .columns(columns)
          .execute();
      await schema
        .createTable('handoff_messages')
        .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('handoff_id', 'text', (column) => column.notNull().references('handoffs.id'))
        .addColumn('speaker', 'text', (column) => column.notNull())
        .addColumn('words', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute();
      const messages = schema.createIndex('handoff_messages_of').on('handoff_messages');
      await messages.columns(['handoff_id', 'sequence']).execute();
      await schema
        .createTable('handoff_numbers')
        .addColumn('day', 'text', (column) => column.primaryKey())
        .addColumn('last', 'integer', (column) => column.notNull())
        .execute();
    },
  },
  {
    // Waits are sorted from the index alone.
    name: 'handoff/2-waits',
    async up(schema) {
      await schema
        .createIndex('handoffs_waits')
        .on('handoffs')
        .columns(['asked_day', 'taken_at', 'asked_at', 'closed'])
        .execute();
    },
  },
];
