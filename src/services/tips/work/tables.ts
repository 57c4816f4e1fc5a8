import type { CreateTableBuilder } from 'kysely';
import type { Migration, Reader, Tx } from '../../../storage/store.js';
import type { Filing, Outcome, TipState } from '../states.js';
import type { ClockKind } from '../terms.js';

/** The staff's side of a tip. Readable without a key, but for the columns named `sealed`. */
export type CaseTables = {
  tips: {
    number: string;
    received_at: string;
    channel: string;
    state: TipState;
    version: number;
    named: number;
    kind: string | null;
    target_kind: string | null;
    reporter_key: string | null;
    /** Who works on it: an account's id. */
    owner: string | null;
    filing: Filing | null;
    /** Days in China. */
    filed_on: string | null;
    told_on: string | null;
    outcome: Outcome | null;
    concluded_on: string | null;
    /** Fen. */
    case_value: number | null;
    recovered: number | null;
    reward: number | null;
    paid_on: string | null;
    /** The first tip of the same matter, where this one was merged into it. */
    original: string | null;
    closed_on: string | null;
    /** Of the clock that runs, for lists: its last day, and the first days of the warnings at 50 and 80 percent. */
    due_on: string | null;
    half_on: string | null;
    soon_on: string | null;
  };
  tip_stories: { number: string; sealed: string };
  tip_identities: { number: string; sealed: string };
  tip_messages: { id: string; number: string; direction: 'staff' | 'reporter'; sealed: string; at: string };
  /** Whom it is about, as staff found out: name and code, sealed for stories. */
  tip_targets: { number: string; sealed: string };
  tip_events: {
    id: string;
    number: string;
    at: string;
    /** Login, or `system`. */
    actor: string;
    /** `moved`, `assigned`, `noted`, `asked`, `extended` … */
    kind: string;
    from_state: TipState | null;
    to_state: TipState | null;
    /** Plain words without anything personal: 移送公安机关. */
    said: string;
    /** What staff wrote, sealed for stories. */
    sealed: string | null;
  };
  tip_clocks: {
    number: string;
    kind: ClockKind;
    begun_on: string;
    due_on: string;
    /** The first days of the warnings at 50 and 80 percent. */
    half_on: string;
    soon_on: string;
    /** 1 while it runs. */
    running: number;
    /** When it was stopped. */
    done_on: string | null;
    /** 0 where a year's holidays are not known yet. */
    verified: number;
  };
  /** Everybody who was ever assigned: none of them decides. */
  tip_handlers: { number: string; staff_id: string; at: string };
  tip_conflicts: { number: string; staff_id: string; declared_by: string; reason: string; at: string };
  /** Institutions that somebody says to be tied to: name, sealed for stories. */
  tip_ties: { id: string; staff_id: string; sealed: string; at: string };
  /** Sealed to one person's own key: an identity for 24 hours, what a reward officer needs. */
  tip_copies: {
    number: string;
    kind: CopyKind;
    staff_id: string;
    sealed: string;
    at: string;
    expires_at: string | null;
  };
  /** Who is paid, sealed for identities. */
  tip_payees: { number: string; sealed: string };
  /** An amount that waits for two reward officers; a new proposal takes the votes of the old one away. */
  tip_rewards: { number: string; amount: number; proposed_by: string; at: string; basis: string };
  tip_votes: { number: string; staff_id: string; at: string };
};

export type CopyKind = 'identity' | 'summary' | 'payee';
export type TipRow = CaseTables['tips'];
export type EventRow = CaseTables['tip_events'];
export type ClockRow = CaseTables['tip_clocks'];

export const cases = (db: Reader | Tx) => db.withTables<CaseTables>();

const TEXTS = [
  ...['owner', 'filing', 'filed_on', 'told_on', 'outcome', 'concluded_on', 'paid_on', 'original', 'closed_on'],
  ...['due_on', 'half_on', 'soon_on'],
];
/** Each list and count goes along one of these, whatever the size of the table. */
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  received: ['received_at'],
  state: ['state', 'received_at'],
  state_due: ['state', 'due_on'],
  owner: ['owner', 'received_at'],
  owner_due: ['owner', 'due_on'],
  due: ['due_on', 'soon_on', 'half_on'],
  kind: ['kind', 'target_kind', 'received_at'],
  original: ['original'],
  filed: ['filed_on', 'filing'],
  concluded: ['concluded_on'],
  paid: ['paid_on'],
};
const AMOUNTS = ['case_value', 'recovered', 'reward'];

export const caseMigrations: readonly Migration[] = [
  {
    name: 'tips/4-casework',
    async up(schema) {
      for (const column of TEXTS) await schema.alterTable('tips').addColumn(column, 'text').execute();
      for (const column of AMOUNTS) await schema.alterTable('tips').addColumn(column, 'integer').execute();
      for (const [name, columns] of Object.entries(INDEXES))
        await schema
          .createIndex(`tips_${name}`)
          .on('tips')
          .columns([...columns])
          .execute();
      await create(schema, 'tip_targets', { number: 'key', sealed: 'text' });
      await create(schema, 'tip_payees', { number: 'key', sealed: 'text' });
      await create(schema, 'tip_events', {
        ...{ id: 'key', number: 'text', at: 'text', actor: 'text', kind: 'text', said: 'text' },
        ...{ from_state: 'optional', to_state: 'optional', sealed: 'optional' },
      });
      await schema.createIndex('tip_events_tip').on('tip_events').columns(['number', 'at']).execute();
      await create(schema, 'tip_ties', { id: 'key', staff_id: 'text', sealed: 'text', at: 'text' });
    },
  },
  {
    name: 'tips/5-clocks-people-rewards',
    async up(schema) {
      await create(
        schema,
        'tip_clocks',
        {
          ...{ number: 'text', kind: 'text', begun_on: 'text', due_on: 'text', half_on: 'text', soon_on: 'text' },
          ...{ running: 'integer', done_on: 'optional', verified: 'integer' },
        },
        ['number', 'kind'],
      );
      await schema
        .createIndex('tip_clocks_kind')
        .on('tip_clocks')
        .columns(['kind', 'running', 'due_on', 'done_on'])
        .execute();
      const people = { number: 'text', staff_id: 'text', at: 'text' } as const;
      const pair = ['number', 'staff_id'] as const;
      await create(schema, 'tip_handlers', people, pair);
      await create(schema, 'tip_votes', people, pair);
      await create(schema, 'tip_conflicts', { ...people, declared_by: 'text', reason: 'text' }, pair);
      await schema.createIndex('tip_conflicts_staff').on('tip_conflicts').columns(['staff_id']).execute();
      const copy = { ...people, kind: 'text', sealed: 'text', expires_at: 'optional' } as const;
      await create(schema, 'tip_copies', copy, ['number', 'kind', 'staff_id']);
      await schema.createIndex('tip_copies_expiry').on('tip_copies').columns(['expires_at']).execute();
      await create(schema, 'tip_rewards', {
        ...{ number: 'key', amount: 'integer', proposed_by: 'text', at: 'text', basis: 'text' },
      });
    },
  },
  {
    // A day's stopped clocks are counted from the index alone.
    name: 'tips/6-clocks-by-end',
    async up(schema) {
      await schema
        .createIndex('tip_clocks_done')
        .on('tip_clocks')
        .columns(['done_on', 'kind', 'running', 'due_on'])
        .execute();
    },
  },
];

type Kind = 'key' | 'text' | 'optional' | 'integer';

async function create(
  schema: Parameters<Migration['up']>[0],
  table: string,
  columns: Readonly<Record<string, Kind>>,
  key?: readonly string[],
): Promise<void> {
  let creating: CreateTableBuilder<string, string> = schema.createTable(table);
  for (const [name, kind] of Object.entries(columns)) {
    creating = creating.addColumn(name, kind === 'integer' ? 'integer' : 'text', (column) =>
      kind === 'key' ? column.primaryKey() : kind === 'optional' ? column : column.notNull(),
    );
  }
  if (key) creating = creating.addPrimaryKeyConstraint(`${table}_key`, [...key]);
  await creating.execute();
}
