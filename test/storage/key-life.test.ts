import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdCeremony } from '../../src/storage/sealing/ceremony.js';
import {
  allGrants,
  allKeys,
  dropGrantsTo,
  dropHolder,
  holderById,
  putHolder,
} from '../../src/storage/sealing/key-tables.js';
import { createHolder, openKeyring } from '../../src/storage/sealing/keyring.js';
import { exportRecovery, parseRecovery, recoverKeys } from '../../src/storage/sealing/recovery.js';
import { countSealed, resealSome } from '../../src/storage/sealing/reseal.js';
import { destroyKey, dismissHolder, rotateKey, takeKeys } from '../../src/storage/sealing/rotation.js';
import { sealer } from '../../src/storage/sealing/sealing.js';
import { createTestAssistant, TEST_COST, type TestAssistant } from '../support/test-assistant.js';

const at = new Date('2026-04-01T02:00:00Z');
const later = new Date('2026-04-02T02:00:01Z');
let test: TestAssistant;
let halves: readonly [string, string];

beforeEach(async () => {
  test = await createTestAssistant();
  await test.seal();
  for (const id of ['one', 'two', 'three']) {
    const holder = await createHolder(id, `password of ${id}`, TEST_COST);
    await test.store.transaction((tx) => putHolder(tx, holder, at));
  }
  const officers = [
    { id: 'one', actor: 'staff:one', purposes: ['story', 'form'] },
    { id: 'two', actor: 'staff:two', purposes: ['identity'] },
  ] as const;
  halves = (await holdCeremony(test.store, { code: test.codes[0] ?? '', officers, at, cost: TEST_COST })).halves;
});
afterEach(() => test.close());

async function actAs(id: string, when = at) {
  const keyring = await openKeyring(test.store.read, id, `password of ${id}`);
  if (!keyring) throw new Error(`no keyring of ${id}`);
  return { keyring, actor: `staff:${id}`, at: when };
}

/** Sealed in the middle of a structure and alone, in two tables. */
async function putSealed(pieces: number): Promise<void> {
  const seal = await sealer(test.store.read);
  await test.store.transaction(async (tx) => {
    const db = tx.withTables<{ receipt_tries: { sender: string; at: string } }>();
    for (let piece = 0; piece < pieces; piece++) {
      const sender = JSON.stringify({ story: [seal('story', `挂床${piece}`)], contact: [seal('identity', '李雷')] });
      await db
        .insertInto('receipt_tries')
        .values({ sender, at: seal('story', 'x') })
        .execute();
    }
  });
}

const storyKeys = async () => (await allKeys(test.store.read)).filter(({ purpose }) => purpose === 'story');
const rotateStory = async () => rotateKey(test.store, { purpose: 'story', ...(await actAs('one')) });

describe('what an old key sealed', () => {
  it('is sealed to the new one in batches, wherever it stands, and says the same', async () => {
    await putSealed(7);
    const old = (await storyKeys()).find(({ state }) => state === 'active');
    const next = await rotateStory();
    expect(await countSealed(test.store.read, old?.id ?? '')).toBe(14);
    const act = { purpose: 'story', ...(await actAs('one')) } as const;
    expect(await resealSome(test.store, { ...act, most: 10 })).toEqual({ done: 10, left: 4 });
    expect(await resealSome(test.store, { ...act, most: 10 })).toEqual({ done: 4, left: 0 });
    expect(await countSealed(test.store.read, next.id)).toBe(14);
    const { keyring } = await actAs('one');
    const stories = (await test.rows('receipt_tries')).map(({ sender }) => JSON.parse(String(sender)).story[0]);
    expect(stories.map((sealed) => keyring.open(sealed))).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `挂床${n}`));
    const contact = JSON.parse(String((await test.rows('receipt_tries'))[0]?.sender)).contact[0];
    expect((await actAs('two')).keyring.open(contact)).toBe('李雷');
  });

  it('is left alone by who cannot open it', async () => {
    await putSealed(1);
    await rotateStory();
    const act = { purpose: 'story', ...(await actAs('two')) } as const;
    await expect(resealSome(test.store, act)).rejects.toMatchObject({ code: 'sealing.not-granted' });
  });
});

describe('a retired key', () => {
  it('is destroyed only when nothing is sealed to it and a day has passed', async () => {
    await putSealed(1);
    const old = (await storyKeys()).find(({ state }) => state === 'active');
    const id = old?.id ?? '';
    await expect(destroyKey(test.store, id, await actAs('one', later))).rejects.toMatchObject({
      code: 'sealing.key-in-use',
    });
    await rotateStory();
    await expect(destroyKey(test.store, id, await actAs('one', later))).rejects.toThrow('还有 2 处');
    await resealSome(test.store, { purpose: 'story', ...(await actAs('one')) });
    await expect(destroyKey(test.store, id, await actAs('one'))).rejects.toThrow('还不能销毁');
    await expect(destroyKey(test.store, id, await actAs('two', later))).rejects.toMatchObject({
      code: 'sealing.not-granted',
    });
    await destroyKey(test.store, id, await actAs('one', later));
    expect((await storyKeys()).map((key) => key.id)).not.toContain(id);
    expect((await allGrants(test.store.read)).map(({ keyId }) => keyId)).not.toContain(id);
  });
});

describe('somebody who leaves', () => {
  it('opens nothing that comes from then on, even with keys noted down', async () => {
    const { keyring } = await actAs('one');
    const three = await holderById(test.store.read, 'three');
    await test.store.transaction(async (tx) => {
      for (const key of await allKeys(tx))
        if (keyring.has(key.id) && three) await keyring.grant(tx, key, three, 'one', at);
    });
    const kept = (await actAs('three')).keyring;
    expect(await dismissHolder(test.store, 'three', await actAs('one'))).toEqual(['story', 'form']);
    const sealed = (await sealer(test.store.read))('story', '之后');
    expect(() => kept.open(sealed)).toThrow(expect.objectContaining({ code: 'sealing.not-granted' }));
    await kept.refresh(test.store.read);
    expect(kept.holds('story')).toBe(false);
    expect((await actAs('one')).keyring.open(sealed)).toBe('之后');
    expect(await openKeyring(test.store.read, 'recovery', halves.join('/')).then((found) => found?.open(sealed))).toBe(
      '之后',
    );
  });

  it('does not take the last key along', async () => {
    const act = await actAs('one');
    await expect(test.store.transaction((tx) => takeKeys(tx, 'story', 'one', act))).rejects.toMatchObject({
      code: 'sealing.last-holder',
    });
  });
});

describe('the recovery file', () => {
  it('gives the keys back with both halves in either order, to who may hold them, and with neither alone', async () => {
    const sealed = (await sealer(test.store.read))('story', '恢复');
    const file = parseRecovery(JSON.stringify(await exportRecovery(test.store.read, at)));
    await test.store.transaction(async (tx) => {
      await dropGrantsTo(tx, 'one');
      await dropHolder(tx, 'recovery');
    });
    const recovering = { to: 'three', purposes: ['story', 'form'], at, file } as const;
    const [one, other] = halves;
    await expect(recoverKeys(test.store, { ...recovering, halves: [one, one] })).rejects.toMatchObject({
      code: 'sealing.wrong-code',
    });
    expect(await recoverKeys(test.store, { ...recovering, halves: [other, ` ${one} `] })).toEqual(['story', 'form']);
    const { keyring } = await actAs('three');
    expect([keyring.open(sealed), keyring.holds('identity')]).toEqual(['恢复', false]);
  });

  it('that is damaged is said to be', () => {
    expect(() => parseRecovery('{"format":"yiwen-recovery/1"}')).toThrow(
      expect.objectContaining({ code: 'sealing.broken-recovery' }),
    );
  });
});
