import { sql } from 'kysely';
import { appendAudit } from '../audit.js';
import type { Reader, Store, Tx } from '../store.js';
import { allKeys } from './key-tables.js';
import type { Keyring } from './keyring.js';
import { type Purpose, replaceSealed } from './sealed-text.js';
import { sealer } from './sealing.js';

interface TextColumn {
  readonly table: string;
  readonly column: string;
}

/**
 * Every column of text there is. Sealed texts say what they are wherever they stand, so none has to be listed by hand,
 * and none can be forgotten.
 */
async function textColumns(db: Reader | Tx): Promise<TextColumn[]> {
  const tables = await db.introspection.getTables();
  // The audit's rows carry hashes: nothing in it is ever changed, and nothing sealed is ever written there.
  const others = tables.filter(({ name }) => name !== 'audit');
  return others.flatMap(({ name, columns }) =>
    columns.filter(({ dataType }) => /text/i.test(dataType)).map((column) => ({ table: name, column: column.name })),
  );
}

const holding = (column: string, keyId: string) => sql`${sql.ref(column)} like ${`%yw1.${keyId}.%`}`;

/** In how many places something is sealed to a key. */
export async function countSealed(db: Reader | Tx, keyId: string): Promise<number> {
  let places = 0;
  for (const { table, column } of await textColumns(db)) {
    const { rows } = await sql<{ places: number }>`
      select count(*) as places from ${sql.table(table)} where ${holding(column, keyId)}`.execute(db);
    places += Number(rows[0]?.places ?? 0);
  }
  return places;
}

export interface Resealed {
  readonly done: number;
  readonly left: number;
}

const BATCH = 200;

/**
 * Seals what older keys of a purpose sealed to the present one, `most` places of it: a batch a transaction, so that
 * everything else goes on in between. Call again until none is left.
 * @throws YiwenError `sealing.not-granted` where the keyring lacks an old key, `sealing.unreadable`
 */
export async function resealSome(
  store: Store,
  {
    keyring,
    purpose,
    actor,
    at,
    most = 5_000,
  }: { keyring: Keyring; purpose: Purpose; actor: string; at: Date; most?: number },
): Promise<Resealed> {
  const old = (await allKeys(store.read)).filter((key) => key.purpose === purpose && key.state === 'retired');
  const seal = await sealer(store.read);
  const again = (sealed: string) => seal(purpose, keyring.open(sealed));
  let done = 0;
  for (const { id } of old)
    for (const place of await textColumns(store.read))
      for (;;) {
        const batch = Math.min(BATCH, most - done);
        const changed = batch > 0 ? await resealBatch(store, place, id, again, batch) : 0;
        done += changed;
        if (changed < batch || batch === 0) break;
      }
  let left = 0;
  for (const { id } of old) left += await countSealed(store.read, id);
  const detail = { done, left };
  await store.transaction((tx) => appendAudit(tx, { at, actor, action: 'keys.resealed', subject: purpose, detail }));
  await store.scrub();
  return { done, left };
}

/** What names a row: SQLite's own number, or the primary key of a table that was made without one. */
async function rowNames(tx: Tx, table: string): Promise<readonly string[]> {
  const bare = await sql`select 1 from pragma_table_list where name = ${table} and wr = 1`.execute(tx);
  if (bare.rows.length === 0) return ['rowid'];
  const { rows } = await sql<{ name: string }>`
    select name from pragma_table_info(${table}) where pk > 0 order by pk`.execute(tx);
  return rows.map(({ name }) => name);
}

function resealBatch(
  store: Store,
  { table, column }: TextColumn,
  keyId: string,
  again: (sealed: string) => string,
  batch: number,
): Promise<number> {
  return store.transaction(async (tx) => {
    const names = await rowNames(tx, table);
    const named = sql.join(names.map((name, at) => sql`${sql.ref(name)} as ${sql.ref(`key${at}`)}`));
    const { rows } = await sql<Record<string, string>>`
      select ${named}, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where ${holding(column, keyId)} limit ${batch}`.execute(tx);
    for (const row of rows) {
      const next = replaceSealed(row.sealed ?? '', keyId, again);
      const same = names.map((name, at) => sql`${sql.ref(name)} = ${row[`key${at}`]}`);
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${next}
        where ${sql.join(same, sql` and `)}`.execute(tx);
    }
    return rows.length;
  });
}
