import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditHead, appendAudit, auditHead, verifyAudit } from '../../src/storage/audit.js';
import { headsFile, publishHead, readHeads } from '../../src/storage/audit-heads.js';
import { openStore } from '../../src/storage/engines/index.js';
import type { Store } from '../../src/storage/store.js';

const ROWS = 12;
const at = new Date('2026-04-01T02:00:00Z');
let folder: string;
let store: Store;
let whole: AuditHead;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-audit-'));
  store = await openStore({ folder, migrations: [] });
  for (let row = 1; row <= ROWS; row++)
    await store.transaction((tx) => appendAudit(tx, { at, actor: 'bot', action: 'tips.filed', subject: `JB${row}` }));
  whole = (await auditHead(store.read, at)) ?? { at: '', rows: 0, head: '' };
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What an intruder with the database in hand may do, each undone by the transaction's end. */
const tampered = async (how: (db: Store['read']) => Promise<unknown>) => {
  const back = new Error('undo');
  let state = {};
  await store
    .transaction(async (tx) => {
      await how(tx as unknown as Store['read']);
      state = await verifyAudit(tx as unknown as Store['read'], [whole]);
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return state;
};
const row = fc.integer({ min: 1, max: ROWS });
const column = fc.constantFrom('at', 'actor', 'action', 'subject', 'detail', 'previous_hash', 'hash');

describe('the audit', () => {
  it('is whole as it was written', async () => {
    expect(await verifyAudit(store.read, [whole])).toMatchObject({ status: 'whole', rows: ROWS, head: whole.head });
  });

  it('shows any row whose any part was changed', async () => {
    await fc.assert(
      fc.asyncProperty(row, column, async (sequence, name) => {
        const state = await tampered((db) =>
          db
            .updateTable('audit')
            .set({ [name]: 'x' })
            .where('sequence', '=', sequence)
            .execute(),
        );
        expect(state).toMatchObject({ status: 'broken' });
      }),
      { numRuns: 60 },
    );
  });

  it('shows any row that was removed, the last ones too', async () => {
    await fc.assert(
      fc.asyncProperty(row, async (sequence) => {
        const state = await tampered((db) => db.deleteFrom('audit').where('sequence', '=', sequence).execute());
        expect(state).toEqual(
          sequence === ROWS ? { status: 'cut-off', rows: ROWS - 1, noted: ROWS } : { status: 'broken', sequence },
        );
      }),
    );
  });

  it('shows a row that was put in', async () => {
    const state = await tampered(async (db) => {
      const last = await db.selectFrom('audit').selectAll().where('sequence', '=', ROWS).executeTakeFirstOrThrow();
      await db
        .insertInto('audit')
        .values({ ...last, sequence: ROWS + 1 })
        .execute();
    });
    expect(state).toEqual({ status: 'broken', sequence: ROWS + 1 });
  });

  it('shows that its end was cut off and written anew, every hash right', async () => {
    const state = await tampered(async (db) => {
      await db
        .deleteFrom('audit')
        .where('sequence', '>', ROWS - 2)
        .execute();
      for (let one = 0; one < 3; one++)
        await appendAudit(db as never, { at, actor: 'bot', action: 'tips.filed', subject: 'forged' });
    });
    expect(state).toEqual({ status: 'broken', sequence: ROWS });
  });
});

describe('the heads of the audit', () => {
  it('are noted once a day in a file of their own that only its owner can read', async () => {
    const first = await publishHead(folder, store.read, at);
    expect(first).toMatchObject({ rows: ROWS });
    expect(await publishHead(folder, store.read, new Date('2026-04-01T15:59:00Z'))).toBeUndefined();
    await store.transaction((tx) => appendAudit(tx, { at, actor: 'bot', action: 'tips.filed', subject: 'more' }));
    expect(await publishHead(folder, store.read, new Date('2026-04-01T16:01:00Z'))).toMatchObject({ rows: ROWS + 1 });
    const noted = await readHeads(headsFile(folder));
    expect(noted.map(({ rows }) => rows)).toEqual([ROWS, ROWS + 1]);
    expect(statSync(headsFile(folder)).mode & 0o777).toBe(0o600);
    expect(await verifyAudit(store.read, noted)).toMatchObject({ status: 'whole' });
    expect(readFileSync(headsFile(folder), 'utf8')).not.toContain('JB');
  });
});
