import { afterEach, describe, expect, it } from 'vitest';
import { maskPersonalData } from '../../src/lib/personal-data.js';
import { openRealHouse, type RealHouse } from './real-house.js';

describe('somebody who floods the bot', () => {
  let house: RealHouse;
  afterEach(() => house.remove());

  it('with 10,000 messages is answered as often as anyone, and nobody else waits', async () => {
    house = await openRealHouse({ messagesPerMinute: 20 });
    const flood = Promise.all(Array.from({ length: 10_000 }, () => house.say('退休门诊限额', { sender: 'flood' })));
    expect((await house.say('退休门诊限额', { sender: 'other' })).status).toBe('answered');
    const replies = await flood;
    expect(replies.filter(({ status }) => status === 'answered')).toHaveLength(20);
    expect(replies.at(-1)?.text).toContain('发得有点快');
    expect(await house.rows('answers')).toHaveLength(21);
    expect(await house.rows('inbox')).toHaveLength(21);
  });

  it('cannot get round the limit by writing in several groups', async () => {
    house = await openRealHouse({ messagesPerMinute: 3 });
    const chats = Array.from({ length: 6 }, (_, at) => ({ chat: `group-${at}`, group: { name: '群' } }));
    const replies = [];
    for (const where of chats) replies.push(await house.say('退休门诊限额', where));
    expect(replies.filter(({ status }) => status === 'answered')).toHaveLength(3);
  });

  it('with 4,001 characters leaves no record, in a question or in a tip', async () => {
    house = await openRealHouse();
    expect((await house.say('长'.repeat(4_001))).text).toContain('太长');
    await house.say('我要举报');
    await house.say('跳过');
    expect((await house.say('长'.repeat(4_001))).text).toContain('太长');
    expect((await house.say(`${'长'.repeat(4_000)}\u200b`)).text).toContain('已加密记下第1条');
    await house.say('取消');
    expect(await house.rows('answers')).toEqual([]);
  });

  it.each(['1 ', '13812345678 ', '1 3 8 1 2 3 4 5 6 7 8 ', '110105194912310021', '门诊，', '\ufdfa', '举报？', '①'])(
    'with 4,000 characters of %j is answered all the same',
    async (piece) => {
      house = await openRealHouse();
      const reply = await house.say(piece.repeat(4_000 / piece.length));
      expect(reply.text).not.toContain('系统出了点问题');
      expect(await house.rows('inbox')).toHaveLength(1);
    },
  );

  it('with phone numbers hides every one of them', async () => {
    house = await openRealHouse();
    const phones = '13812345678 '.repeat(333);
    expect(maskPersonalData(phones)).toBe('138****5678 '.repeat(333));
    await house.say(phones);
    expect(JSON.stringify(await house.rows('answers'))).not.toContain('13812345678');
  });
});

describe('the id of a message', () => {
  let house: RealHouse;
  afterEach(() => house.remove());

  it('that another sender uses again, in the same group, names another message', async () => {
    house = await openRealHouse();
    const where = { id: 'same', chat: 'group', group: { name: '群' } };
    const first = await house.say('退休人员普通门诊年度限额多少', { ...where, sender: '甲' });
    const other = await house.say('举报骗保有奖吗', { ...where, sender: '乙' });
    expect(first.text).toContain('910');
    expect(other.text).toContain('奖励');
    expect(await house.rows('inbox')).toHaveLength(2);
    expect(await house.say('举报骗保有奖吗', { ...where, sender: '甲' })).toEqual(first);
    expect(await house.rows('answers')).toHaveLength(2);
  });
});
