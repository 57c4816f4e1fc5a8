import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/storage/engines/index.js';
import type { Migration } from '../../src/storage/store.js';

const file = 'yiwen.db';
/** By the names of the migrations. */
const made = new Map<string, Promise<Buffer>>();

/** An empty database as these migrations leave it, in a folder that has none: they are nine tenths of opening a store. */
export async function putMigratedDatabase(folder: string, migrations: readonly Migration[]): Promise<void> {
  const names = migrations.map(({ name }) => name).join();
  const bytes = made.get(names) ?? migrate(migrations);
  made.set(names, bytes);
  writeFileSync(join(folder, file), await bytes, { flag: 'wx', mode: 0o600 });
}

async function migrate(migrations: readonly Migration[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-migrated-'));
  try {
    const store = await openStore({ folder, migrations });
    await store.close();
    return readFileSync(join(folder, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
