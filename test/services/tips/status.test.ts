import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messagesOf } from '../../../src/services/tips/messages.js';
import { reporterStates } from '../../../src/services/tips/reporter-states.js';
import { openLocalKey } from '../../../src/storage/local-key.js';
import { openKeyring, sealTo } from '../../../src/storage/sealing/keyring.js';
import { FOUNDER } from '../../../src/storage/sealing/sealing.js';
import { asBytes, bytesOf } from '../../support/disk.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

const NUMBER = 'JB20260401-0001';

describe('whoever holds the receipt', () => {
  let test: TestAssistant;
  let receipt: string;
  beforeEach(async () => {
    test = await createTestAssistant();
    for (const text of ['我要举报', '跳过', '空刷']) await test.say(text);
    receipt = /受理码：([\d-]{24})/.exec((await test.say('提交')).text)?.[1] ?? '';
  });
  afterEach(() => test.close());

  /** As the desk does it: sealed to the key that the tip carries. */
  const staffAsk = async (text: string) => {
    const [tip] = await test.rows('tips');
    const sealed = await sealTo({ publicKey: String(tip?.reporter_key) }, text);
    const at = test.clock.now().toISOString();
    await test.store.transaction((tx) =>
      tx
        .withTables<{ tip_messages: Record<'id' | 'number' | 'direction' | 'sealed' | 'at', string> }>()
        .insertInto('tip_messages')
        .values({ id: `staff-${at}-${Math.random()}`, number: NUMBER, direction: 'staff', sealed, at })
        .execute(),
    );
  };
  const told = async () => {
    const keyring = await openKeyring(test.store.read, FOUNDER, test.codes[0] ?? '');
    const messages = await messagesOf(test.store.read, NUMBER);
    return messages.filter(({ direction }) => direction === 'reporter').map(({ sealed }) => keyring?.open(sealed));
  };

  it('hears what staff ask since they wrote last, answers in pieces, and is not asked it again', async () => {
    test.clock.pass(60);
    await staffAsk('是金丝雀大街的哪一家店？');
    test.clock.pass(1);
    await staffAsk('有小票吗？');
    const heard = await test.say(receipt, { sender: '乙' });
    expect(heard.text).toBe(
      '您2026年4月1日的举报：已收到，等待承办人员核查。\n承办人员问：是金丝雀大街的哪一家店？\n承办人员问：有小票吗？\n请直接回答，可以分几条；说完请回复“完成”。',
    );
    expect(heard.confidential).toBe(true);
    for (const text of ['南门那家', '有小票']) await test.say(text, { sender: '乙' });
    expect((await test.say('完成', { sender: '乙' })).text).toMatch(/^好的，您补充的都已加密/);
    expect(await told()).toEqual(['南门那家', '有小票']);
    expect((await test.say(receipt, { sender: '乙' })).text).not.toContain('承办人员问');
    await test.say('完成', { sender: '乙' });
    test.clock.pass(5);
    await staffAsk('什么时候拍的？');
    expect((await test.say(receipt, { sender: '乙' })).text).toMatch(/承办人员问：什么时候拍的？\n/);
  });

  it('keeps what staff ask from everybody else: from the disk, and from the local key that lies on it', async () => {
    await staffAsk('是金丝雀大街的哪一家店？');
    await test.say(receipt, { sender: '乙' });
    const closed = () => {
      expect(bytesOf(test.folder)).not.toContain(asBytes('金丝雀'));
      expect(bytesOf(test.folder)).not.toContain(receipt);
    };
    closed();
    const key = openLocalKey(test.folder);
    const boxes = [...(await test.rows('inbox')), ...(await test.rows('sessions'))].flatMap(({ reply, data }) => [
      key.decrypt(String(reply)),
      key.decrypt(String(data)),
    ]);
    // What stands of the open look-up names neither the tip nor its number.
    expect(boxes.join()).toContain('"step":"add"');
    expect(boxes.join()).not.toMatch(/金丝雀|JB2026|\d{4}-\d{4}-\d{4}/);
    await test.restart();
    closed();
  });

  it('reads of every state in plain words that promise and tell nothing', async () => {
    for (const [state, words] of Object.entries(reporterStates)) {
      await test.store.transaction((tx) =>
        tx.withTables<{ tips: { state: string } }>().updateTable('tips').set({ state }).execute(),
      );
      test.clock.pass(16);
      const { text } = await test.say(receipt, { sender: '乙' });
      expect(text).toContain(`的举报：${words}。`);
      expect(text).not.toMatch(/空刷|保证|一定|元/);
      await test.say('完成', { sender: '乙' });
    }
  });

  it('is asked for it again where the bot no longer knows it, and nothing is said to be kept that is not', async () => {
    await test.say(receipt, { sender: '乙' });
    await test.restart();
    expect((await test.say('他们又换大米', { sender: '乙' })).text).toContain('刚才这句还没有记下');
    expect(await told()).toEqual([]);
    await test.say(receipt, { sender: '乙' });
    await test.say('他们又换大米', { sender: '乙' });
    expect(await told()).toEqual(['他们又换大米']);
  });

  it('adds each piece once, however often it is delivered, and forty at most a time', async () => {
    await test.say(receipt, { sender: '乙' });
    const piece = { id: 'piece', sender: '乙', text: '还有一件' };
    const said = await Promise.all(Array.from({ length: 20 }, () => test.receive(piece)));
    expect(new Set(said.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await told()).toEqual(['还有一件']);
    for (let count = 1; count <= 40; count++) {
      if (count % 15 === 0) test.clock.pass(2);
      await test.say(`第${count}件`, { sender: '乙' });
    }
    expect(await told()).toHaveLength(40);
  });
});
