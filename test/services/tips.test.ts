import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../src/domain/staff.js';
import { createLog } from '../../src/lib/log.js';
import { createReceipts } from '../../src/services/tips/receipts.js';
import { allTips } from '../../src/services/tips/records.js';
import { openStory } from '../../src/services/tips/work/open.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { openKeyring, sealTo } from '../../src/storage/sealing/keyring.js';
import { FOUNDER } from '../../src/storage/sealing/sealing.js';
import { asBytes, bytesOf } from '../support/disk.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

const now = new Date('2026-04-02T02:00:00Z');
const wang: StaffMember = { id: 'w', login: 'wang', name: '王', roles: ['supervisor'] };

async function founderKeyring({ store, codes }: TestAssistant) {
  const keyring = await openKeyring(store.read, FOUNDER, codes[0] ?? '');
  if (!keyring) throw new Error('the founding code does not open the keys');
  return keyring;
}

describe('a tip, once filed', () => {
  let test: TestAssistant;
  beforeEach(async () => {
    test = await createTestAssistant();
    for (const text of [
      '我要举报',
      '平安医院',
      '挂床',
      '二十张',
      '完成',
      '1',
      '1',
      '三月',
      '南门',
      '两千',
      '有单子',
      '李雷 13812345678',
      '提交',
    ])
      await test.say(text);
  });
  afterEach(() => test.close());

  it('is listed without a key, and opened by staff with the password', async () => {
    const [summary] = await allTips(test.store.read);
    expect(summary).toEqual({
      number: 'JB20260401-0001',
      receivedAt: '2026-03-31T16:00:00.000Z',
      channel: 'test',
      state: 'RECEIVED',
      named: true,
    });
    const keyring = await founderKeyring(test);
    const { parts } = await openStory({ store: test.store, member: wang, keyring, now }, 'JB20260401-0001');
    const identities = (await test.rows('tip_identities')).map(({ sealed }) => JSON.parse(String(sealed)) as string[]);
    const contact = identities.flat().map((sealed) => keyring.open(sealed));
    expect({ ...parts, contact }).toEqual({
      target: ['平安医院'],
      story: ['挂床', '二十张'],
      when: ['三月'],
      where: ['南门'],
      amount: ['两千'],
      evidence: ['有单子'],
      contact: ['李雷 13812345678'],
    });
  });

  it('leaves in the audit who opened it, and not who reported', async () => {
    const keyring = await founderKeyring(test);
    await openStory({ store: test.store, member: wang, keyring, now }, 'JB20260401-0001');
    test.clock.pass(24 * 60);
    await test.assistant.sweep();
    expect(await test.rows('audit')).toEqual([
      expect.objectContaining({ actor: 'staff:wang', action: 'tips.opened', subject: 'JB20260401-0001' }),
      expect.objectContaining({ actor: 'reporter', action: 'tips.filed', subject: 'JB20260401-0001' }),
    ]);
  });

  it('is numbered by the day', async () => {
    for (const text of ['我要举报', '跳过', '空刷', '完成', '提交']) await test.say(text, { sender: '乙' });
    test.clock.pass(24 * 60);
    for (const text of ['我要举报', '跳过', '空刷', '完成', '提交']) await test.say(text, { sender: '丙' });
    const numbers = (await allTips(test.store.read)).map(({ number }) => number);
    expect(numbers).toEqual(['JB20260402-0001', 'JB20260401-0002', 'JB20260401-0001']);
  });

  it('of an unknown number is said to be unknown', async () => {
    const keyring = await founderKeyring(test);
    await expect(openStory({ store: test.store, member: wang, keyring, now }, 'JB1')).rejects.toMatchObject({
      code: 'tips.unknown-number',
    });
  });

  it('takes forty pieces of a story and then asks to close it', async () => {
    for (const text of ['我要举报', '跳过']) await test.say(text, { sender: '乙' });
    for (let piece = 1; piece <= 40; piece++) {
      if (piece % 15 === 0) test.clock.pass(2);
      await test.say(`第${piece}件`, { sender: '乙' });
    }
    test.clock.pass(2);
    expect((await test.say('再来一件', { sender: '乙' })).text).toContain('内容已经很多了');
  });
});

describe('the thief of a disk', () => {
  let test: TestAssistant;
  const lines: string[] = [];
  const canaries = ['金丝雀药店', 'canary-target', 'canary-story-一', 'canary-when', 'canary-contact'];
  const [trigger = '', target = '', story = '', when = '', contact = ''] = canaries;

  beforeEach(async () => {
    lines.length = 0;
    const log = createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } });
    test = await createTestAssistant({ log });
  });
  afterEach(() => test.close());

  const begin = async (sender: string) => {
    for (const text of [
      `我要举报${trigger}`,
      target,
      story,
      `${story}怎么回事？`,
      '写进举报',
      '完成',
      '不清楚',
      when,
      '跳过',
      '跳过',
      '跳过',
      contact,
    ]) {
      await test.say(text, { sender });
      expectNothing();
    }
  };

  const expectNothing = () => {
    const bytes = bytesOf(test.folder) + asBytes(lines.join(''));
    expect(canaries.filter((canary) => bytes.includes(asBytes(canary)))).toEqual([]);
  };

  /** With the local key, which lies on the same disk, every box in the tables opens, and holds only sealed text. */
  const expectNothingBehindLocalKey = async () => {
    const key = openLocalKey(test.folder);
    const boxes = [...(await test.rows('inbox')), ...(await test.rows('sessions'))].flatMap(({ reply, data }) => [
      reply,
      data,
    ]);
    const opened = boxes.filter((box) => typeof box === 'string').map((box) => key.decrypt(box) ?? '');
    expect(opened.filter((text) => text !== '').length).toBeGreaterThan(0);
    expect(canaries.filter((canary) => opened.join().includes(canary))).toEqual([]);
  };

  it('finds nothing that a reporter typed: unfinished, cancelled, finished, timed out', async () => {
    await begin('甲');
    await expectNothingBehindLocalKey();
    await test.restart();
    expectNothing();
    await test.say('取消', { sender: '甲' });
    expectNothing();
    await begin('乙');
    expect((await test.say('提交', { sender: '乙' })).text).toContain('受理码：');
    expectNothing();
    await begin('丙');
    test.clock.pass(31);
    await test.assistant.sweep();
    expectNothing();
    await expectNothingBehindLocalKey();
    await test.restart();
    expectNothing();
  });

  it('finds no sealed piece of a tip that was cancelled', async () => {
    await begin('甲');
    const key = openLocalKey(test.folder);
    const [row] = await test.rows('sessions');
    const box = String(row?.data);
    const sealed = /"story":\["([\w.-]{60,})"/.exec(key.decrypt(box) ?? '')?.[1];
    expect(sealed).toBeDefined();
    expect(bytesOf(test.folder)).toContain(box);
    await test.say('取消', { sender: '甲' });
    expect(bytesOf(test.folder)).not.toContain(box);
    expect(await test.count('sessions')).toBe(0);
  });

  it('finds nothing of an accusation that was offered to be reported, and no sealed piece once something else is asked', async () => {
    expect((await test.say(`有家药店骗保，${target}`)).text).toContain('可以举报');
    expectNothing();
    await expectNothingBehindLocalKey();
    const box = String((await test.rows('sessions'))[0]?.data);
    expect(bytesOf(test.folder)).toContain(box);
    expect((await test.say('门诊报销多少')).status).toBe('answered');
    expect(bytesOf(test.folder)).not.toContain(box);
    expectNothing();
  });

  it('finds neither a receipt nor, after ten minutes, the reply that showed it', async () => {
    await begin('甲');
    const reply = await test.say('提交', { sender: '甲' });
    const receipt = /受理码：([\d-]{24})$/.exec(reply.text)?.[1] ?? '';
    expect(reply.confidential).toBe(true);
    const bytes = bytesOf(test.folder);
    expect(bytes).not.toContain(receipt);
    expect(bytes).not.toContain(receipt.replaceAll('-', ''));
    const [kept, ...others] = (await test.rows('inbox')).filter(
      ({ confidential, reply: box }) => confidential === 1 && box !== null,
    );
    // Kept for a redelivery, and closed even to the local key, which lies on the same disk.
    expect(others).toEqual([]);
    expect(openLocalKey(test.folder).decrypt(String(kept?.reply))).toBeUndefined();
    test.clock.pass(11);
    await test.assistant.sweep();
    expect(bytesOf(test.folder)).not.toContain(String(kept?.reply));
    expect(lines.join('')).not.toContain(receipt);
  });
});

describe('a receipt', () => {
  const key = (byte: number) => openLocalKey('', Buffer.alloc(32, byte).toString('base64'));

  it('brings about the same however it is written, and something else with another local key', async () => {
    const receipts = createReceipts(key(1));
    const { receipt, hash, key: made } = await receipts.create();
    const again = await receipts.open(receipt.replaceAll('-', ''));
    expect([again.hash, again.key.publicKey]).toEqual([hash, made.publicKey]);
    const other = await createReceipts(key(2)).open(receipt);
    expect(other.hash).not.toBe(hash);
    expect(other.key.publicKey).not.toBe(made.publicKey);
    expect(hash).not.toContain(receipt.slice(0, 4));
  });

  it('alone opens what is sealed to it', async () => {
    const receipts = createReceipts(key(1));
    const one = await receipts.create();
    const box = await sealTo({ publicKey: one.key.publicKey }, '是哪一家店？');
    expect((await receipts.open(one.receipt)).key.open(box)).toBe('是哪一家店？');
    const { key: another } = await receipts.create();
    expect(() => another.open(box)).toThrow(expect.objectContaining({ code: 'sealing.unreadable' }));
  });
});
