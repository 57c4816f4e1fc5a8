import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inviteToRate, switchInvitation } from '../../../src/services/ratings/invite.js';
import { codeIn, registerWindowService } from '../../../src/services/ratings/items.js';
import { answeredLevel } from '../../../src/services/ratings/levels.js';
import { createTestAssistant, type TestAssistant, testRatings } from '../../support/test-assistant.js';

let bot: TestAssistant;
beforeEach(async () => {
  bot = await createTestAssistant();
});
afterEach(() => bot.close());

async function finish(
  number: string,
  change: { readonly how?: 'completed' | 'failed'; readonly sender?: string } = {},
) {
  const { sender = '甲', how = 'completed' } = change;
  const address = { channel: 'test', chat: sender, sender };
  const finished = { matter: 'handoff', number, how, address, servedBy: 'wang', at: bot.clock.now() };
  await bot.store.transaction((tx) => inviteToRate({ localKey: bot.localKey, settings: testRatings })(tx, finished));
}

const invitations = async () => (await bot.rows('service_items')).map(({ invitation }) => invitation);

describe('an invitation', () => {
  it('is sent once, however often the end of the service is told', async () => {
    await bot.say('你好');
    for (let told = 0; told < 5; told++) await finish('1');
    expect(await bot.count('outbox')).toBe(1);
    expect(await invitations()).toEqual(['sent']);
  });

  it('ends with the channel’s message window, counted from the last message', async () => {
    await bot.say('你好');
    bot.clock.pass(47 * 60);
    await finish('1');
    expect((await bot.rows('outbox'))[0]).toMatchObject({ expires_at: '2026-04-03T02:00:00.000Z' });
    bot.clock.pass(2 * 60);
    await finish('2');
    expect(await invitations()).toEqual(['sent', 'outside-window']);
    const sent: string[] = [];
    await bot.assistant.post('test', async (_, { text }) => {
      sent.push(text);
      return { status: 'sent' };
    });
    expect(sent).toEqual([]);
  });

  it('goes to nobody who never wrote, nor where it is switched off', async () => {
    await finish('1');
    await bot.say('你好');
    await bot.store.transaction((tx) => switchInvitation(tx, 'handoff', false));
    await finish('2');
    expect(await invitations()).toEqual(['outside-window', 'off']);
  });

  it('tells of an open tip no more than of any other open matter', async () => {
    await bot.say('我要举报', { sender: 'reporter' });
    await finish('1', { sender: 'reporter' });
    await bot.say('我要评价', { sender: 'rater' });
    await finish('2', { sender: 'rater' });
    expect(await invitations()).toEqual(['busy', 'busy']);
  });

  it('freezes who served: the rating is of them', async () => {
    await bot.say('你好');
    await finish('1');
    await bot.say('满意');
    expect(await bot.rows('ratings')).toEqual([expect.objectContaining({ served_by: 'wang', matter: 'handoff' })]);
  });

  it('is nothing that another person could answer', async () => {
    await bot.say('你好');
    await finish('1');
    await bot.say('5', { sender: '乙' });
    expect(await bot.count('ratings')).toBe(0);
  });
});

describe('an account of staff', () => {
  it('cannot rate, by word, digit or code', async () => {
    await bot.close();
    bot = await createTestAssistant({ ratings: { staffAccounts: ['test:wang'] } });
    const service = { matter: 'window', number: '1', servedBy: 'wang' };
    const { code } = await bot.store.transaction((tx) =>
      registerWindowService(tx, bot.localKey, service, bot.clock.now()),
    );
    for (const text of ['非常满意', '我要评价', code, '5']) await bot.say(text, { sender: 'wang' });
    expect((await bot.say('满意', { sender: 'wang' })).text).toBe('这是工作人员的账号，不能参与评价。');
    expect(await bot.count('ratings')).toBe(0);
  });
});

describe('a silent default', () => {
  it('is stored where a bureau demands it, is none of the active ones, and gives way to the person', async () => {
    await bot.close();
    bot = await createTestAssistant({ ratings: { silentDefault: true } });
    await bot.say('你好');
    await finish('1');
    bot.clock.pass(15 * 24 * 60);
    await bot.assistant.sweep();
    await bot.assistant.sweep();
    expect(await bot.rows('ratings')).toEqual([expect.objectContaining({ source: 'default', level: 5, version: 1 })]);
  });
});

describe('a code of the window', () => {
  it('is read however it is typed, and is never a date or a bare short number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30_000_000, max: 99_999_999 }),
        fc.constantFrom('', '评价', '评价码：', '我要评价 '),
        (number, before) => {
          const digits = String(number);
          expect(codeIn(`${before}${digits}`)).toBe(digits);
          expect(codeIn(`${before}${digits.slice(0, 4)}-${digits.slice(4)}`)).toBe(digits);
          expect(codeIn(`${before}${digits.slice(0, 4)} ${digits.slice(4)}`)).toBe(digits);
        },
      ),
    );
    for (const text of ['20260401', '5', '13812345678', '11010519491231002X', '评价 2026', '4829-1306怎么评'])
      expect([text, codeIn(text)]).toEqual([text, undefined]);
  });
});

describe('a level', () => {
  it.each([
    ['5', 5],
    ['三星', 3],
    ['４分', 4],
    ['😊', 5],
    ['👍🏽👍🏽', 5],
    ['[强]', 5],
    ['👌', 4],
    ['😐', 3],
    ['👎', 2],
    ['😡😡', 1],
    ['⭐⭐⭐⭐', 4],
    ['★', 1],
    ['[微笑]', undefined],
    ['🙏', undefined],
    ['6', undefined],
    ['55', undefined],
  ])('said as %s is %s', (text, level) => {
    expect(answeredLevel(text)).toBe(level);
  });
});
