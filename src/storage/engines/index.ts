import { YiwenError } from '../../lib/errors.js';
import type { Migration, Store } from '../store.js';
import { openSqlite } from './sqlite.js';

export interface StoreOptions {
  /** A name of the table below; sqlite when absent. */
  readonly engine?: string;
  /** The data folder: made private, used by engines that keep files. */
  readonly folder: string;
  /** What the services add to the house's own tables. */
  readonly migrations?: readonly Migration[];
}

/** Adding an engine: one file beside this one and one line here. */
const engines: Readonly<Record<string, (options: StoreOptions) => Promise<Store>>> = {
  sqlite: openSqlite,
};

/** @throws YiwenError `storage.engine-unknown`, and what the engine throws */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { engine = 'sqlite' } = options;
  const open = engines[engine];
  if (open) return open(options);
  throw new YiwenError(
    'storage.engine-unknown',
    `不认识的数据库类型：${engine}`,
    `请改为 ${Object.keys(engines).join('、')} 之一`,
  );
}
