import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebChat } from '../../src/channels/web-chat/web-chat.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { asBytes, bytesOf } from '../support/disk.js';
import { openRealHouse, type RealHouse } from './real-house.js';

const idNumber = '11010519491231002X';
const card = '6222021234567890123';

describe('the thief of a disk, after people typed personal numbers', () => {
  let house: RealHouse;
  beforeEach(async () => {
    house = await openRealHouse();
  });
  afterEach(() => house.remove());

  /** The bytes of the folder and of the log, and what the local key, which lies on the same disk, opens. */
  async function loot(): Promise<string> {
    const key = openLocalKey(house.data);
    const boxes = [...(await house.rows('inbox')), ...(await house.rows('sessions'))].flatMap(({ reply, data }) => [
      reply,
      data,
    ]);
    const opened = boxes.map((box) => key.decrypt(String(box)) ?? '').join('\n');
    return bytesOf(house.data) + asBytes(house.logged() + opened);
  }

  it.each([
    ['an ID number', `我的身份证${idNumber}，退休门诊限额多少`, idNumber],
    ['a phone', '打13812345678告诉我退休门诊限额', '13812345678'],
    ['a phone with blanks', '138 1234 5678 退休门诊限额', '138 1234 5678'],
    ['a phone with dots', '138.1234.5678 退休门诊限额', '138.1234.5678'],
    ['a phone in full width', '１３８１２３４５６７８ 退休门诊限额', '１３８１２３４５６７８'],
    ['a phone with fillers that show nothing', '138\u034f1234\u31645678 退休门诊限额', '12345678'],
    ['a bank card', `卡号${card}，退休门诊限额`, card],
    ['a medical card', '医保卡号A12345678，退休门诊限额', 'A12345678'],
  ])('finds nowhere %s out of a question', async (_what, question, secret) => {
    expect((await house.say(question)).text).toContain('我已隐去');
    expect(await loot()).not.toContain(asBytes(secret));
  });

  it('finds nowhere a number in two messages, neither its first half nor its second', async () => {
    await house.say(`退休门诊限额多少，我的号${idNumber.slice(0, 10)}`);
    expect((await house.say(`${idNumber.slice(10)}，再说说退休门诊`)).text).toContain('我已隐去');
    const found = await loot();
    for (const half of [idNumber.slice(0, 10), idNumber.slice(10)]) expect(found).not.toContain(half);
  });

  it('finds nowhere a number out of a bad rating, its mark or a question inside a tip', async () => {
    for (const text of ['退休门诊限额多少', `没用，${idNumber}`, '不满意', '经办人13812345678态度差'])
      await house.say(text);
    for (const text of ['我要举报', `我是${card}，举报有奖吗？`, '先回答问题', '取消']) await house.say(text);
    const found = await loot();
    for (const secret of [idNumber, '13812345678', card]) expect(found).not.toContain(secret);
    expect((await house.rows('feedback')).length + (await house.rows('ratings')).length).toBe(2);
  });

  it('finds neither question, number nor sender where people write on the page', async () => {
    const channel = createWebChat({
      port: 0,
      secret: house.secretFor('web-chat-cookie'),
      bureau: '局',
      welcome: { text: '您好', samples: [] },
      notify: ({ code, cause }) => house.log.error(code, { error: cause }),
    });
    const senders: string[] = [];
    await channel.start((message) => {
      senders.push(message.sender);
      return house.assistant.receive(message);
    });
    const post = (id: string, text: string) =>
      fetch(new URL('/api/messages', channel.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, text }),
      });
    await post('web-message-1', `${idNumber} 退休门诊限额`);
    await post('web-message-2', '我要举报金丝雀药店空刷医保卡');
    await channel.stop();
    const found = bytesOf(house.data) + asBytes(house.logged());
    expect(senders).toHaveLength(2);
    for (const secret of [idNumber, '金丝雀', 'web-message-1', ...senders])
      expect(found).not.toContain(asBytes(secret));
  });

  it('is another user of this machine: everything is the owner’s alone', async () => {
    await house.say('我要举报');
    await house.say('取消');
    const mode = (...path: string[]) => statSync(join(house.data, ...path)).mode & 0o777;
    expect([mode(), mode('keys')]).toEqual([0o700, 0o700]);
    const keys = readdirSync(join(house.data, 'keys')).sort();
    expect(keys).toEqual(['local.key']);
    for (const name of keys) expect(mode('keys', name)).toBe(0o600);
    const records = readdirSync(house.data).filter((name) => name.startsWith('yiwen.db'));
    expect(records.length).toBeGreaterThan(1);
    for (const name of records) expect(mode(name)).toBe(0o600);
  });

  it('finds an audit that is whole and names no reporter', async () => {
    for (const text of ['退休门诊限额多少', '有用', '满意']) await house.say(text, { sender: '乙' });
    for (const text of ['我要举报', '跳过', '空刷', '完成', '提交']) await house.say(text);
    // the snapshot that was published, two marks and the rating; the tip joins them when the day is over
    expect(await verifyAudit(house.store.read)).toMatchObject({ status: 'whole', rows: 4 });
    expect(await house.rows('audit_waiting')).toMatchObject([{ action: 'tips.filed', actor: 'reporter' }]);
  });
});
