import type { SchemaModule } from 'kysely';
import type { Migration } from '../../storage/store.js';

type ColumnType = 'text' | 'text?' | 'integer';

/** Tables of many plain columns: `?` may be null. */
async function table(
  schema: SchemaModule,
  name: string,
  columns: Readonly<Record<string, ColumnType>>,
  key: readonly string[],
): Promise<void> {
  let create = schema.createTable(name);
  for (const [column, type] of Object.entries(columns))
    create = create.addColumn(column, type === 'integer' ? 'integer' : 'text', (built) =>
      type === 'text?' ? built : built.notNull(),
    );
  await create.addPrimaryKeyConstraint(`${name}_key`, [...key] as never).execute();
}

async function index(schema: SchemaModule, of: string, columns: readonly string[], unique = false): Promise<void> {
  const create = schema
    .createIndex(`${of}_${columns.join('_')}`)
    .on(of)
    .columns([...columns]);
  await (unique ? create.unique() : create).execute();
}

export const quizMigrations: readonly Migration[] = [
  { name: 'quiz/1-bank-and-campaigns', up: bankAndCampaigns },
  { name: 'quiz/2-play', up: play },
  { name: 'quiz/3-draw', up: draw },
];

async function bankAndCampaigns(schema: SchemaModule): Promise<void> {
  await table(
    schema,
    'quiz_questions',
    {
      ...{
        id: 'text',
        version: 'integer',
        topic: 'text',
        content: 'text',
        source: 'text',
        state: 'text',
        flag: 'text',
      },
      ...{ latest: 'integer', author: 'text', reviewer: 'text?', at: 'text' },
    },
    ['id', 'version'],
  );
  await index(schema, 'quiz_questions', ['latest', 'topic', 'state', 'id']);
  await table(
    schema,
    'quiz_campaigns',
    {
      ...{ number: 'text', state: 'text', version: 'integer', plan: 'text', opens_at: 'text', closes_at: 'text' },
      ...{ editor: 'text', reviewer: 'text?', drawer: 'text?', rehearsal_code: 'text', created_at: 'text' },
      ...{ opened_at: 'text?', closed_at: 'text?' },
    },
    ['number'],
  );
  await index(schema, 'quiz_campaigns', ['state', 'opens_at']);
  await table(
    schema,
    'quiz_pool',
    {
      ...{ campaign: 'text', question: 'text', version: 'integer', topic: 'text', difficulty: 'text' },
      ...{ withdrawn_at: 'text?', rested_at: 'text?' },
    },
    ['campaign', 'question'],
  );
  await schema
    .createTable('quiz_notices')
    .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('campaign', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .execute();
  await index(schema, 'quiz_notices', ['campaign', 'sequence']);
}

async function play(schema: SchemaModule): Promise<void> {
  await table(
    schema,
    'quiz_people',
    {
      ...{ campaign: 'text', person: 'text', code: 'text', nickname: 'text', hidden: 'integer', group_name: 'text' },
      ...{ channel: 'text', verified: 'text', identity: 'text?', verified_by: 'text?', address: 'text' },
      ...{ joined_at: 'text', best_score: 'integer', best_ms: 'integer', best_at: 'text', best_attempt: 'text?' },
      tie: 'text',
    },
    ['campaign', 'code'],
  );
  await index(schema, 'quiz_people', ['person', 'campaign']);
  // One document, one entrant.
  await index(schema, 'quiz_people', ['campaign', 'identity'], true);
  await index(schema, 'quiz_people', ['campaign', 'best_score', 'best_ms', 'best_at', 'tie']);
  await table(
    schema,
    'quiz_attempts',
    {
      ...{ id: 'text', campaign: 'text', person: 'text', day: 'text', number: 'integer', rehearsal: 'integer' },
      ...{ state: 'text', seed: 'text', slots: 'text', answered: 'integer', score: 'integer', started_at: 'text' },
      ...{ ends_at: 'text', finished_at: 'text?', duration_ms: 'integer', device: 'text' },
    },
    ['id'],
  );
  // What makes the quota hold whoever races: the fourth of three has no number left.
  await index(schema, 'quiz_attempts', ['campaign', 'person', 'rehearsal', 'day', 'number'], true);
  await index(schema, 'quiz_attempts', ['campaign', 'rehearsal', 'state', 'day']);
  await index(schema, 'quiz_attempts', ['state', 'ends_at']);
  await index(schema, 'quiz_attempts', ['campaign', 'device', 'person']);
  await table(
    schema,
    'quiz_answers',
    {
      ...{ attempt: 'text', slot: 'integer', campaign: 'text', question: 'text', version: 'integer', chosen: 'text' },
      ...{ right: 'integer', message: 'text', shown_at: 'text', at: 'text' },
    },
    ['attempt', 'slot'],
  );
  await index(schema, 'quiz_answers', ['message'], true);
  await index(schema, 'quiz_answers', ['campaign', 'question', 'right']);
  await table(
    schema,
    'quiz_flags',
    {
      ...{ id: 'text', campaign: 'text', person: 'text', attempt: 'text?', kind: 'text', detail: 'text', at: 'text' },
      ...{ outcome: 'text', decided_by: 'text?', decided_at: 'text?', reason: 'text' },
    },
    ['id'],
  );
  await index(schema, 'quiz_flags', ['campaign', 'outcome', 'at']);
}

async function draw(schema: SchemaModule): Promise<void> {
  await table(
    schema,
    'quiz_draws',
    {
      ...{ campaign: 'text', root: 'text', entrants: 'integer', frozen_at: 'text', frozen_by: 'text' },
      ...{ entropy_parts: 'text', value: 'text?', drawn_at: 'text?', published_at: 'text?', file: 'text?' },
    },
    ['campaign'],
  );
  await table(schema, 'quiz_entries', { campaign: 'text', code: 'text' }, ['campaign', 'code']);
  await table(
    schema,
    'quiz_winners',
    {
      ...{ campaign: 'text', place: 'integer', code: 'text', prize: 'text', state: 'text', claim_until: 'text?' },
      ...{ claim: 'text?', claimed_at: 'text?', settled_at: 'text?' },
    },
    ['campaign', 'place'],
  );
  await index(schema, 'quiz_winners', ['state', 'claim_until']);
  await index(schema, 'quiz_winners', ['code']);
}
