import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRealHouse, type RealHouse } from './real-house.js';

describe('somebody who guesses receipts', () => {
  let house: RealHouse;
  let receipt: string;
  beforeEach(async () => {
    house = await openRealHouse();
    for (const text of ['我要举报', '跳过', '金丝雀药店空刷', '完成']) await house.say(text, { sender: 'reporter' });
    receipt = /受理码：([\d-]{24})$/.exec((await house.say('提交', { sender: 'reporter' })).text)?.[1] ?? '';
  });
  afterEach(() => house.remove());

  const guess = (at: number) => `1111-2222-3333-4444-${String(4_000 + at)}`;

  it('hears the same of every wrong one, and nothing of any tip', async () => {
    const near = receipt.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    const replies = [await house.say(near), await house.say(guess(1)), await house.say('0000-0000-0000-0000-0000')];
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies[0]?.text).toMatch(/^没有找到这个受理码/);
  });

  it('gets five guesses, whichever chat they come from, and then not even the right one works', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, at) => house.say(guess(at), { sender: 'guesser', chat: `chat-${at % 3}` })),
    );
    expect(replies.filter(({ text }) => text.includes('没有找到'))).toHaveLength(5);
    expect(replies.filter(({ text }) => text.includes('次数太多'))).toHaveLength(7);
    expect((await house.say(receipt, { sender: 'guesser' })).text).toContain('次数太多');
    expect((await house.say(receipt, { sender: 'reporter' })).text).toContain('已收到');
  });

  it('learns with a right one the day and the state, never the story', async () => {
    const { text, confidential } = await house.say(receipt, { sender: 'finder' });
    expect(text).toMatch(
      /^您\d{4}年\d{1,2}月\d{1,2}日的举报：已收到，等待承办人员核查。\n要补充请直接说，可以分几条；没有请回复“完成”。$/,
    );
    expect(confidential).toBe(true);
  });

  it('is sent to the private chat out of a group, and no try is counted', async () => {
    const said = await house.say(receipt, { sender: 'finder', chat: 'group', group: { name: '群' } });
    expect(said.text).toContain('请私聊我');
    expect(await house.rows('receipt_tries')).toEqual([]);
  });
});
