import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, appendDeferred, deferAudit, verifyAudit } from '../../src/storage/audit.js';
import { claimMessage, eraseOldReplies, eraseReplies, findReply, keepReply } from '../../src/storage/inbox.js';
import { dropExpired, noteAttempt, pendingReplies, putReply } from '../../src/storage/outbox.js';
import { deleteSession, findIdleFlows, findSession, forgetSessions, saveSession } from '../../src/storage/sessions.js';
import type { Migration, Store } from '../../src/storage/store.js';

/** What a store of any engine is held to. `open` opens the same data again each time within one test. */
export interface StoreUnderTest {
  open(migrations?: readonly Migration[]): Promise<Store>;
  dispose(): Promise<void>;
}

const at = new Date('2026-04-01T02:00:00Z');
const time = at.toISOString();
const later = '2026-04-08T02:00:00.000Z';
const entry = (id: string, confidential = false) => ({
  id,
  channel: 'test',
  sender: confidential ? '' : 's',
  receivedAt: time,
  confidential,
});

export function storeContract(name: string, prepare: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a store`, () => {
    let under: StoreUnderTest;
    let store: Store;
    const reopen = async () => {
      await store.close();
      store = await under.open();
    };

    beforeEach(async () => {
      under = await prepare();
      store = await under.open();
    });
    afterEach(async () => {
      await store.close();
      await under.dispose();
    });

    describe('transactions', () => {
      it('keep all of it or nothing', async () => {
        const half = store.transaction(async (tx) => {
          await claimMessage(tx, entry('m1'));
          throw new Error('half way');
        });
        await expect(half).rejects.toThrow('half way');
        expect(await findReply(store.read, 'm1')).toBeUndefined();
      });

      it('run one after the other, so that no count is lost', async () => {
        const append = () =>
          store.transaction((tx) => appendAudit(tx, { at, actor: 'bot', action: 'a', subject: 's' }));
        await Promise.all(Array.from({ length: 50 }, append));
        expect(await verifyAudit(store.read)).toMatchObject({ status: 'whole', rows: 50 });
      });
    });

    describe('the inbox', () => {
      it('takes a message once, also when it comes many times at once and after reopening', async () => {
        const claim = () => store.transaction((tx) => claimMessage(tx, entry('m1')));
        const claims = await Promise.all(Array.from({ length: 100 }, claim));
        expect(claims.filter(Boolean)).toHaveLength(1);
        await reopen();
        expect(await claim()).toBe(false);
      });

      it('tells new, answered and erased messages apart', async () => {
        await store.transaction(async (tx) => {
          await claimMessage(tx, entry('m1'));
          await keepReply(tx, 'm1', 'said', later);
        });
        await reopen();
        expect(await findReply(store.read, 'm1')).toEqual({ box: 'said', confidential: false });
        expect(await findReply(store.read, 'm2')).toBeUndefined();
        await store.transaction((tx) => eraseReplies(tx, ['m1']));
        expect(await findReply(store.read, 'm1')).toEqual({ box: null, confidential: false });
      });

      it('erases the replies it is given and no other', async () => {
        await store.transaction(async (tx) => {
          for (const id of ['m1', 'm2', 'm3']) {
            await claimMessage(tx, entry(id, true));
            await keepReply(tx, id, id, later);
          }
          await eraseReplies(tx, []);
          await eraseReplies(tx, ['m1', 'm3']);
        });
        const replies = await Promise.all(['m1', 'm2', 'm3'].map((id) => findReply(store.read, id)));
        expect(replies.map((reply) => reply?.box)).toEqual([null, 'm2', null]);
      });

      it('erases replies that have had their time, and counts the confidential ones', async () => {
        await store.transaction(async (tx) => {
          for (const [id, confidential, until] of [
            ['m1', true, time],
            ['m2', false, time],
            ['m3', false, later],
          ] as const) {
            await claimMessage(tx, entry(id, confidential));
            await keepReply(tx, id, id, until);
          }
        });
        expect(await store.transaction((tx) => eraseOldReplies(tx, '2026-04-01T03:00:00.000Z'))).toBe(1);
        const replies = await Promise.all(['m1', 'm2', 'm3'].map((id) => findReply(store.read, id)));
        expect(replies.map((reply) => reply?.box)).toEqual([null, null, 'm3']);
      });
    });

    describe('sessions', () => {
      const row = { flow: null, confidential: false, data: 'd', updatedAt: time };

      it('are written only over the version that was read', async () => {
        const save = (version: number, data: string) =>
          store.transaction((tx) => saveSession(tx, 'k', version, { ...row, data }));
        expect(await save(0, 'first')).toBe(true);
        expect(await save(0, 'a second beginning')).toBe(false);
        expect(await save(1, 'second')).toBe(true);
        expect(await save(1, 'too late')).toBe(false);
        await reopen();
        expect(await findSession(store.read, 'k')).toMatchObject({ version: 2, data: 'second' });
      });

      it('are dropped only at the version that was read', async () => {
        const drop = (version: number) => store.transaction((tx) => deleteSession(tx, 'k', version));
        expect(await drop(0)).toBe(true);
        await store.transaction((tx) => saveSession(tx, 'k', 0, row));
        expect([await drop(0), await drop(2), await drop(1)]).toEqual([false, false, true]);
        expect(await findSession(store.read, 'k')).toBeUndefined();
      });

      it('with an open flow are found when idle and never forgotten', async () => {
        await store.transaction(async (tx) => {
          await saveSession(tx, 'idle', 0, { ...row, flow: 'tip', confidential: true });
          await saveSession(tx, 'done', 0, row);
          await forgetSessions(tx, '2026-04-02T00:00:00Z');
        });
        const idle = await findIdleFlows(store.read, '2026-04-02T00:00:00Z');
        expect(idle).toEqual([
          { key: 'idle', version: 1, flow: 'tip', confidential: true, data: 'd', updatedAt: time },
        ]);
        expect(await findIdleFlows(store.read, time)).toEqual([]);
        expect(await findSession(store.read, 'done')).toBeUndefined();
      });
    });

    describe('the outbox', () => {
      const address = { channel: 'test', chat: 'c', sender: 's' };

      it('keeps a reply once until it was sent, then drops its words', async () => {
        const reply = { status: 'service', text: '您好' } as const;
        const put = () => store.transaction((tx) => putReply(tx, 'o1', address, reply, at));
        await put();
        await put();
        await store.transaction((tx) => noteAttempt(tx, 'o1', undefined));
        await reopen();
        expect(await pendingReplies(store.read, 'test', at)).toEqual([{ id: 'o1', address, reply, attempts: 1 }]);
        expect(await pendingReplies(store.read, 'other', at)).toEqual([]);
        await store.transaction((tx) => noteAttempt(tx, 'o1', at));
        expect(await pendingReplies(store.read, 'test', at)).toEqual([]);
      });

      it('does not give out what has expired, and drops its words', async () => {
        const reply = { status: 'service', text: '迟了的话' } as const;
        const minutes = (count: number) => new Date(at.getTime() + count * 60_000);
        await store.transaction((tx) => putReply(tx, 'o2', address, reply, at, minutes(10)));
        expect(await pendingReplies(store.read, 'test', minutes(9))).toHaveLength(1);
        expect(await pendingReplies(store.read, 'test', minutes(10))).toEqual([]);
        await store.transaction((tx) => dropExpired(tx, minutes(10)));
        expect(JSON.stringify(await store.read.selectFrom('outbox').selectAll().execute())).not.toContain('迟了的话');
      });
    });

    describe('the audit', () => {
      const append = (subject: string) =>
        store.transaction((tx) => appendAudit(tx, { at, actor: 'bot', action: 'tips.filed', subject }));

      it.each([
        [
          'changed',
          async () => store.read.updateTable('audit').set({ subject: 'x' }).where('sequence', '=', 2).execute(),
        ],
        ['removed', async () => store.read.deleteFrom('audit').where('sequence', '=', 2).execute()],
      ])('finds a row that was %s', async (_, tamper) => {
        for (const subject of ['a', 'b', 'c']) await append(subject);
        expect(await verifyAudit(store.read)).toMatchObject({ status: 'whole', rows: 3 });
        await tamper();
        expect(await verifyAudit(store.read)).toEqual({ status: 'broken', sequence: 2 });
      });

      it('takes lines of the day only when the day is over, whatever their order was, and once', async () => {
        const append = (now: Date) => store.transaction((tx) => appendDeferred(tx, now));
        const subjects = Array.from({ length: 20 }, (_, number) => `t${number}`);
        for (const subject of subjects)
          await store.transaction((tx) => deferAudit(tx, { at, actor: 'reporter', action: 'a', subject }));
        await append(new Date('2026-04-01T15:59:00Z'));
        expect(await verifyAudit(store.read)).toMatchObject({ rows: 0 });
        await append(new Date('2026-04-01T16:00:00Z'));
        await append(new Date('2026-04-01T16:00:00Z'));
        const rows = await store.read.selectFrom('audit').selectAll().orderBy('sequence').execute();
        expect(new Set(rows.map(({ at: moment }) => moment))).toEqual(new Set(['2026-03-31T16:00:00.000Z']));
        expect(rows.map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
        expect(rows.map(({ subject }) => subject)).not.toEqual(subjects);
        expect(await verifyAudit(store.read)).toMatchObject({ status: 'whole', rows: 20 });
      });

      it('shows a shortened chain by its head', async () => {
        for (const subject of ['a', 'b']) await append(subject);
        const before = await verifyAudit(store.read);
        await store.read.deleteFrom('audit').where('sequence', '=', 2).execute();
        const after = await verifyAudit(store.read);
        expect(after.status).toBe('whole');
        expect(after).not.toEqual(before);
      });
    });

    describe('migrations', () => {
      const notes: Migration = {
        name: 'notes/1',
        up: (schema) => schema.createTable('notes').addColumn('text', 'text').execute(),
      };

      it('of a service run once, whenever they come', async () => {
        await store.close();
        store = await under.open([notes]);
        await store.close();
        store = await under.open([notes]);
        const db = store.read.withTables<{ notes: { text: string } }>();
        await db.insertInto('notes').values({ text: 'kept' }).execute();
        expect(await db.selectFrom('notes').selectAll().execute()).toEqual([{ text: 'kept' }]);
      });

      it('that fail leave nothing behind', async () => {
        await store.close();
        const broken: Migration = {
          name: 'broken/1',
          async up(schema) {
            await schema.createTable('half').addColumn('text', 'text').execute();
            throw new Error('no further');
          },
        };
        await expect(under.open([broken])).rejects.toThrow('no further');
        store = await under.open();
        expect((await store.read.introspection.getTables()).map((table) => table.name)).not.toContain('half');
      });
    });

    it('can be closed twice', async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
