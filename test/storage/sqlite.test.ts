import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/engines/index.js';
import type { Migration } from '../../src/storage/store.js';
import { storeContract } from '../contracts/store.js';

storeContract('sqlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-store-'));
  return {
    open: (migrations: readonly Migration[] = []) => openStore({ folder, migrations }),
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-store-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the sqlite engine', () => {
  it('keeps its folder and files to their owner', () =>
    inFolder(async (parent) => {
      const folder = join(parent, 'data');
      const store = await openStore({ folder });
      await store.transaction((tx) => sql`insert into audit values (1, '', '', '', '', '', '', '')`.execute(tx));
      expect(modeOf(folder)).toBe('700');
      expect(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))])).toEqual([
        ['yiwen.db', '600'],
        ['yiwen.db-shm', '600'],
        ['yiwen.db-wal', '600'],
      ]);
      await store.close();
    }));

  it('commits to the disk, deletes for good, holds references', () =>
    inFolder(async (folder) => {
      const store = await openStore({ folder });
      const pragma = async (name: string) =>
        Object.values((await sql.raw(`PRAGMA ${name}`).execute(store.read)).rows[0] ?? {});
      const settings = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys'];
      expect(await Promise.all(settings.map(pragma))).toEqual([['wal'], [2], [1], [1]]);
      await store.close();
    }));

  it('leaves no trace of what was deleted, once scrubbed', () =>
    inFolder(async (folder) => {
      const store = await openStore({ folder });
      const canary = 'canary-5b1f';
      const everything = () =>
        readdirSync(folder)
          .map((name) => readFileSync(join(folder, name), 'latin1'))
          .join('');
      await store.transaction((tx) =>
        sql`insert into sessions values (${canary}, 1, null, 0, ${canary.repeat(500)}, '')`.execute(tx),
      );
      expect(everything()).toContain(canary);
      await store.transaction((tx) => sql`delete from sessions`.execute(tx));
      await store.scrub();
      expect(everything()).not.toContain(canary);
      await store.close();
    }));

  it('says what to do where the folder cannot be made', async () => {
    await expect(openStore({ folder: '/dev/null/data' })).rejects.toMatchObject({ code: 'storage.folder-unusable' });
  });

  it('says what to do where the database is no database', () =>
    inFolder(async (folder) => {
      const store = await openStore({ folder });
      await store.close();
      const { writeFileSync } = await import('node:fs');
      writeFileSync(join(folder, 'yiwen.db'), 'not a database '.repeat(1_000));
      await expect(openStore({ folder })).rejects.toMatchObject({ code: 'storage.database-unusable' });
    }));

  it('names the engines there are', async () => {
    await expect(openStore({ engine: 'oracle', folder: '/tmp' })).rejects.toMatchObject({
      code: 'storage.engine-unknown',
      remedy: expect.stringContaining('sqlite'),
    });
  });
});
