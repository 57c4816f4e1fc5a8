import { join } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import { YiwenError } from '../../lib/errors.js';
import { preparePrivateFile, preparePrivateFolder } from '../data-folder.js';
import { coreMigrations, migrate } from '../migrations.js';
import type { Migration, Store } from '../store.js';
import type { CoreTables } from '../tables.js';

export interface SqliteOptions {
  readonly folder: string;
  readonly migrations?: readonly Migration[];
}

/**
 * `synchronous=FULL`: a commit is on the disk before its reply goes out (0.2 ms here). `secure_delete` overwrites what
 * is deleted; `temp_store` keeps sorting off the disk. Another process (the command line) may hold the lock for up to
 * five seconds.
 */
const PRAGMAS = [
  'busy_timeout=5000',
  'journal_mode=WAL',
  'synchronous=FULL',
  'secure_delete=ON',
  'foreign_keys=ON',
  'temp_store=MEMORY',
];

/** Takes the write lock at once: a transaction that reads first and writes later cannot fail half way. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** @throws YiwenError `storage.engine-missing`, `storage.database-unusable`, `storage.folder-unusable` */
export async function openSqlite({ folder, migrations = [] }: SqliteOptions): Promise<Store> {
  preparePrivateFolder(folder);
  const database = await openDatabase(join(folder, 'yiwen.db'));
  const db = new Kysely<CoreTables>({ dialect: immediateDialect({ database }) });
  const run = (sql: string) => db.executeQuery(CompiledQuery.raw(sql));
  const truncateLog = () => run('PRAGMA wal_checkpoint(TRUNCATE)');
  await migrate(db, [...coreMigrations, ...migrations]).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  let closed: Promise<void> | undefined;
  return {
    engine: 'sqlite',
    read: db,
    transaction: (work) => db.transaction().execute(work),
    scrub: async () => void (await truncateLog()),
    close() {
      closed ??= truncateLog().then(() => db.destroy());
      return closed;
    },
  };
}

function immediateDialect(config: SqliteDialectConfig): Dialect {
  const dialect = new SqliteDialect(config);
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(config),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

async function openDatabase(path: string): Promise<SqliteDatabase> {
  const Database = await loadDriver();
  try {
    preparePrivateFile(path);
    const database = new Database(path);
    for (const pragma of PRAGMAS) database.prepare(`PRAGMA ${pragma}`).all();
    return database as unknown as SqliteDatabase;
  } catch (cause) {
    throw new YiwenError(
      'storage.database-unusable',
      `数据库打不开：${path}`,
      '请检查磁盘空间和文件权限；文件损坏时请从备份恢复',
      { cause },
    );
  }
}

async function loadDriver() {
  try {
    return (await import('libsql')).default;
  } catch (cause) {
    throw new YiwenError(
      'storage.engine-missing',
      '数据库组件 libsql 没有装好',
      '请在项目目录重新执行 npm install（需要与本机系统相符的预编译包）',
      { cause },
    );
  }
}
