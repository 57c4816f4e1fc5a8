import { chinaDayStart } from '../../../lib/clock.js';
import type { Migration, Reader, Tx } from '../../../storage/store.js';
import { openBox } from './box.js';
import type { HoldEffect } from './receiving.js';

/** In the database rather than beside it: a file is there exactly when the turn that acknowledged it is. */
type FileTables = {
  tip_files: {
    id: string;
    /** The name an intake holds it under; null once it belongs to a tip. */
    draft: string | null;
    number: string | null;
    /** The key of the box with the file's name and type, sealed to the story key. */
    sealed: string;
    box: Uint8Array;
    /** When a held file is given up whatever happened; null once it belongs to a tip. */
    until: string | null;
    /** The day it was filed or added, as its beginning. */
    at: string | null;
  };
};

export const fileMigration: Migration = {
  name: 'tips/3-files',
  async up(schema) {
    await schema
      .createTable('tip_files')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('draft', 'text')
      .addColumn('number', 'text', (column) => column.references('tips.number'))
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('box', 'blob', (column) => column.notNull())
      .addColumn('until', 'text')
      .addColumn('at', 'text')
      .execute();
    await schema.createIndex('tip_files_number').on('tip_files').columns(['number']).execute();
    await schema.createIndex('tip_files_draft').on('tip_files').columns(['draft']).execute();
  },
};

/** An intake ends after half an hour of silence; this is for what nobody gave up in time. */
const HELD_MS = 24 * 3_600_000;

export async function holdFile(tx: Tx, { id, draft, sealed, box }: HoldEffect, now: Date): Promise<void> {
  const until = new Date(now.getTime() + HELD_MS).toISOString();
  await tx
    .withTables<FileTables>()
    .insertInto('tip_files')
    .values({ id, draft, number: null, sealed, box, until, at: null })
    .execute();
}

/** Gives what was held to a tip. */
export async function claimFiles(tx: Tx, draft: string, number: string, now: Date): Promise<void> {
  await tx
    .withTables<FileTables>()
    .updateTable('tip_files')
    .set({ number, draft: null, until: null, at: chinaDayStart(now).toISOString() })
    .where('draft', '=', draft)
    .execute();
}

export async function dropFiles(tx: Tx, draft: string): Promise<void> {
  await tx.withTables<FileTables>().deleteFrom('tip_files').where('draft', '=', draft).execute();
}

export async function dropForgottenFiles(tx: Tx, now: Date): Promise<void> {
  await tx.withTables<FileTables>().deleteFrom('tip_files').where('until', '<=', now.toISOString()).execute();
}

/** A tip's files without their bytes, in no order of time; `sealed` opens to a `BoxKey`. */
export function filesOf(read: Reader, number: string): Promise<{ id: string; sealed: string; at: string | null }[]> {
  return read
    .withTables<FileTables>()
    .selectFrom('tip_files')
    .select(['id', 'sealed', 'at'])
    .where('number', '=', number)
    .orderBy('id')
    .execute();
}

/**
 * One file in the clear, for the eyes of the staff member who opens it: write that they did into the audit first.
 * @param open opens a sealed text with their keyring
 * @returns undefined where the tip has no such file
 */
export async function openFile(read: Reader, number: string, id: string, open: (sealed: string) => string) {
  const row = await read
    .withTables<FileTables>()
    .selectFrom('tip_files')
    .select(['sealed', 'box'])
    .where('number', '=', number)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && openBox(Buffer.from(row.box), open(row.sealed));
}
