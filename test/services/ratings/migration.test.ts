import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { ratingMigrations } from '../../../src/services/ratings/migrations.js';
import { openStore } from '../../../src/storage/engines/index.js';
import { openLocalKey } from '../../../src/storage/local-key.js';

const folder = mkdtempSync(join(tmpdir(), 'yiwen-ratings-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('What the first version kept is carried over, its addresses under the local key', async () => {
  const localKey = openLocalKey(folder);
  const migrations = ratingMigrations(localKey);
  const before = await openStore({ folder, migrations: migrations.slice(0, 1) });
  const at = '2026-03-30T01:00:00.000Z';
  const address = JSON.stringify({ channel: 'wechaty', chat: '张三', sender: '张三' });
  await before.transaction(async (tx) => {
    await sql`insert into ratings values ('r1', 'wechaty', 'hash', '2026-03-30', 2, '等得太久', 'active', 1, ${at})`.execute(
      tx,
    );
    await sql`insert into rating_versions values ('r1', 1, 2, '等得太久', ${at})`.execute(tx);
    await sql`insert into rating_cases values ('r1', 'OPEN', 1, ${address}, ${at})`.execute(tx);
  });
  await before.close();
  const store = await openStore({ folder, migrations });
  const rows = async (table: string) =>
    (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(store.read)).rows;
  expect(await rows('ratings')).toEqual([
    expect.objectContaining({ id: 'r1', item_id: null, matter: 'bot', level: 2, reason: '等得太久', rated_at: at }),
  ]);
  expect(await rows('rating_versions')).toEqual([expect.objectContaining({ rating_id: 'r1', version: 1 })]);
  const [found] = await rows('rating_cases');
  expect(found).toMatchObject({ number: '2026-000001', state: 'OPEN', opened_day: '2026-03-30' });
  expect(localKey.decrypt(String(found?.address))).toBe(address);
  expect(JSON.stringify(found)).not.toContain('张三');
  await store.close();
});
