import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdCeremony } from '../../src/storage/sealing/ceremony.js';
import { allKeys, putHolder } from '../../src/storage/sealing/key-tables.js';
import { createHolder, openKeyring, sealTo } from '../../src/storage/sealing/keyring.js';
import { rotateKey, takeKeys } from '../../src/storage/sealing/rotation.js';
import { replaceSealed } from '../../src/storage/sealing/sealed-text.js';
import { createSealing, FOUNDER, sealer } from '../../src/storage/sealing/sealing.js';
import { bytesOf } from '../support/disk.js';
import { createTestAssistant, TEST_COST, type TestAssistant } from '../support/test-assistant.js';

const at = new Date('2026-04-01T02:00:00Z');
let test: TestAssistant;
beforeEach(async () => {
  test = await createTestAssistant();
});
afterEach(() => test.close());

const officer = (id: string, purposes: readonly ('story' | 'identity' | 'form')[]) => ({
  id,
  actor: `staff:${id}`,
  purposes,
});

async function twoOfficers(): Promise<void> {
  for (const id of ['one', 'two']) {
    const holder = await createHolder(id, `password of ${id}`, TEST_COST);
    await test.store.transaction((tx) => putHolder(tx, holder, at));
  }
}

const keyringOf = async (id: string) => {
  const keyring = await openKeyring(test.store.read, id, `password of ${id}`);
  if (!keyring) throw new Error(`no keyring of ${id}`);
  return keyring;
};

async function ceremony(): Promise<readonly [string, string]> {
  const officers = [officer('one', ['story', 'form']), officer('two', ['identity'])] as const;
  return (await holdCeremony(test.store, { code: test.codes[0] ?? '', officers, at, cost: TEST_COST })).halves;
}

describe('founding keys', () => {
  it('are made once, whoever asks at the same time, and their code is written nowhere', async () => {
    await Promise.all([test.seal(), test.seal(), test.seal()]);
    expect(test.codes).toHaveLength(1);
    expect(test.codes[0]).toMatch(/^[a-z2-9]{5}(?:-[a-z2-9]{5}){3}$/);
    expect(bytesOf(test.folder)).not.toContain(test.codes[0]);
    expect((await allKeys(test.store.read)).map(({ state }) => state)).toEqual(['founding', 'founding', 'founding']);
  });

  it('take a code that is configured, show none, and refuse a short one', async () => {
    const shown: string[] = [];
    const sealing = (code: string) =>
      createSealing({ store: test.store, code, onCodeCreated: (made) => shown.push(made), cost: TEST_COST });
    await expect(sealing('short').seal()).rejects.toMatchObject({ code: 'sealing.code-too-short' });
    const seal = await sealing('a configured code').seal();
    expect(shown).toEqual([]);
    expect((await openKeyring(test.store.read, FOUNDER, 'a configured code'))?.open(seal('story', 'x'))).toBe('x');
  });
});

describe('the ceremony', () => {
  it('gives each office holder their own keys and what came before, and leaves nothing to the founder', async () => {
    const before = (await test.seal())('story', '启用前');
    await twoOfficers();
    await ceremony();
    const seal = await sealer(test.store.read);
    const [one, two] = [await keyringOf('one'), await keyringOf('two')];
    expect([one.open(before), one.open(seal('story', '启用后')), two.open(seal('identity', '李雷'))]).toEqual([
      '启用前',
      '启用后',
      '李雷',
    ]);
    expect(() => two.open(before)).toThrow(expect.objectContaining({ code: 'sealing.not-granted' }));
    expect(() => one.open(seal('identity', '李雷'))).toThrow(expect.objectContaining({ code: 'sealing.not-granted' }));
    expect(await openKeyring(test.store.read, FOUNDER, test.codes[0] ?? '')).toBeUndefined();
    await expect(ceremony()).rejects.toMatchObject({ code: 'sealing.already-founded' });
  });

  it('cannot be done by one person alone', async () => {
    await test.seal();
    await twoOfficers();
    const officers = [officer('one', ['story']), officer('one', ['identity'])] as const;
    await expect(holdCeremony(test.store, { code: test.codes[0] ?? '', officers, at })).rejects.toMatchObject({
      code: 'sealing.one-officer',
    });
  });

  it('makes a recovery code of two halves that opens everything, and neither half alone does', async () => {
    const sealed = (await test.seal())('identity', '李雷');
    await twoOfficers();
    const halves = await ceremony();
    const keyring = await openKeyring(test.store.read, 'recovery', halves.join('/'));
    expect(keyring?.open(sealed)).toBe('李雷');
    for (const half of halves) expect(await openKeyring(test.store.read, 'recovery', half)).toBeUndefined();
    expect(bytesOf(test.folder)).not.toContain(halves[0]);
  });
});

describe('a keyring', () => {
  beforeEach(async () => {
    await test.seal();
    await twoOfficers();
    await ceremony();
  });

  it('opens with no other password', async () => {
    expect(await openKeyring(test.store.read, 'one', 'password of two')).toBeUndefined();
  });

  it('hands a key on, and loses it when it is taken away', async () => {
    const sealed = (await sealer(test.store.read))('story', '挂床');
    const [one, two] = [await keyringOf('one'), await keyringOf('two')];
    const holder = await createHolder('three', 'password of three', TEST_COST);
    await test.store.transaction(async (tx) => {
      await putHolder(tx, holder, at);
      for (const key of await allKeys(tx)) if (key.purpose === 'story') await one.grant(tx, key, holder, 'one', at);
    });
    const three = await keyringOf('three');
    expect(three.open(sealed)).toBe('挂床');
    const act = { keyring: one, actor: 'staff:one', at };
    await test.store.transaction((tx) => takeKeys(tx, 'story', 'three', act));
    await three.refresh(test.store.read);
    expect(() => three.open(sealed)).toThrow(expect.objectContaining({ code: 'sealing.not-granted' }));
    const identity = (await allKeys(test.store.read)).find(({ purpose }) => purpose === 'identity');
    if (!identity) throw new Error('no identity key');
    await expect(
      test.store.transaction((tx) => one.grant(tx, identity, { id: 'one', publicKey: holder.publicKey }, 'one', at)),
    ).rejects.toMatchObject({ code: 'sealing.not-granted' });
    expect(two.holds('story')).toBe(false);
  });

  it('keeps what it was given when its password changes', async () => {
    const sealed = (await sealer(test.store.read))('story', '挂床');
    const one = await keyringOf('one');
    const wrapped = await one.rewrap('another password', TEST_COST);
    const { holderById } = await import('../../src/storage/sealing/key-tables.js');
    const holder = await holderById(test.store.read, 'one');
    if (holder) await test.store.transaction((tx) => putHolder(tx, { ...holder, wrapped }, at));
    expect(await openKeyring(test.store.read, 'one', 'password of one')).toBeUndefined();
    expect((await openKeyring(test.store.read, 'one', 'another password'))?.open(sealed)).toBe('挂床');
  });

  it('opens what is sealed to it alone, and nobody else does', async () => {
    const [one, two] = [await keyringOf('one'), await keyringOf('two')];
    const { holderById } = await import('../../src/storage/sealing/key-tables.js');
    const holder = await holderById(test.store.read, 'one');
    const box = await sealTo(holder ?? { publicKey: '' }, '李雷');
    expect(one.openOwn(box)).toBe('李雷');
    expect(() => two.openOwn(box)).toThrow(expect.objectContaining({ code: 'sealing.unreadable' }));
  });

  it('says what was damaged', async () => {
    const sealed = (await sealer(test.store.read))('story', '挂床');
    const one = await keyringOf('one');
    for (const text of ['AAAA', `${sealed.slice(0, -4)}AAAA`])
      expect(() => one.open(text)).toThrow(expect.objectContaining({ code: 'sealing.unreadable' }));
  });

  it('changes to a new key: the old one still opens what it sealed', async () => {
    const old = (await sealer(test.store.read))('story', '旧');
    const one = await keyringOf('one');
    await rotateKey(test.store, { keyring: one, purpose: 'story', actor: 'staff:one', at });
    const next = (await sealer(test.store.read))('story', '新');
    await one.refresh(test.store.read);
    expect([one.open(old), one.open(next)]).toEqual(['旧', '新']);
    expect(next.split('.')[1]).not.toBe(old.split('.')[1]);
  });
});

describe('sealed texts', () => {
  it('differ each time, and are found wherever they stand', async () => {
    const seal = await test.seal();
    const [one, other] = [seal('story', 'x'), seal('identity', 'x')];
    expect(seal('story', 'x')).not.toBe(one);
    const value = JSON.stringify({ story: [one, one], contact: [other] });
    const key = one.split('.')[1] ?? '';
    expect(JSON.parse(replaceSealed(value, key, () => 'new'))).toEqual({ story: ['new', 'new'], contact: [other] });
  });
});
