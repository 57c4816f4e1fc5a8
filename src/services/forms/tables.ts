import { type Generated, sql } from 'kysely';
import type { Migration } from '../../storage/store.js';
import type { CaseState } from './states.js';

export type FormTables = {
  form_cases: {
    id: string;
    number: string;
    form: string;
    /** The value of the choice that lists and figures go by; '' for a form of one kind. */
    sort: string;
    state: CaseState;
    version: number;
    /** Keyed hash: the same sender may ask for the status. */
    sender: string;
    channel: string;
    /** Where to answer, JSON text. */
    address: string;
    /** JSON text by field: `shown` is masked, `sealed` for who holds the key, `value` of a choice. */
    fields: string;
    received_at: string;
    received_day: string;
    due: string;
    /** `due` while the case is worked on, so that the open ones stand in the order in which they fall due. */
    open_due: string | null;
    assignee: string | null;
    /** The state that ended the work, and when. */
    outcome: CaseState | null;
    settled_at: string | null;
    closed_at: string | null;
  };
  /** Words are sealed. `told`: the resident was told them. */
  form_events: {
    sequence: Generated<number>;
    case_id: string;
    at: string;
    actor: string;
    action: string;
    state: CaseState | null;
    words: string | null;
    told: number;
  };
  form_numbers: { prefix: string; day: string; last: number };
};

export const formMigrations: readonly Migration[] = [
  {
    name: 'forms/1-cases-events-numbers',
    async up(schema) {
      await schema
        .createTable('form_cases')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('number', 'text', (column) => column.notNull().unique())
        .addColumn('form', 'text', (column) => column.notNull())
        .addColumn('sort', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('fields', 'text', (column) => column.notNull())
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('received_day', 'text', (column) => column.notNull())
        .addColumn('due', 'text', (column) => column.notNull())
        .addColumn('open_due', 'text')
        .addColumn('assignee', 'text')
        .addColumn('outcome', 'text')
        .addColumn('settled_at', 'text')
        .addColumn('closed_at', 'text')
        .execute();
      for (const columns of [
        ['open_due', 'id'],
        ['form', 'open_due', 'id'],
        ['assignee', 'open_due', 'id'],
        ['state', 'received_at', 'id'],
        ['form', 'received_at', 'id'],
        ['form', 'state', 'received_at', 'id'],
        ['received_at', 'id'],
        ['sender', 'received_at'],
        ['received_day', 'id'],
      ])
        await schema
          .createIndex(`form_cases_${columns.join('_')}`)
          .on('form_cases')
          .columns(columns)
          .execute();
      await schema
        .createTable('form_events')
        .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('case_id', 'text', (column) => column.notNull().references('form_cases.id'))
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('actor', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('state', 'text')
        .addColumn('words', 'text')
        .addColumn('told', 'integer', (column) => column.notNull().defaultTo(sql`0`))
        .execute();
      await schema.createIndex('form_events_case').on('form_events').columns(['case_id', 'sequence']).execute();
      await schema
        .createTable('form_numbers')
        .addColumn('prefix', 'text', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('last', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('form_numbers_key', ['prefix', 'day'])
        .execute();
    },
  },
];
