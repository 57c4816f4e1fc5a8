import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestConsole, type TestConsole } from '../support/test-console.js';
import { STAFFED } from './handoff/staffed.js';

let desk: TestConsole;
beforeEach(async () => {
  desk = await createTestConsole({ handoff: STAFFED });
});
afterEach(() => desk.close());

describe('a resident who has everything deleted', () => {
  it('keeps an open conversation with staff, and loses its words once it has ended', async () => {
    const { bot } = desk;
    const zhao = await desk.signIn((await desk.found()).zhao);
    await bot.say('转人工');
    await bot.say('我想问问备案');
    await zhao.get('/handoffs');
    const number = String((await bot.rows('handoffs'))[0]?.number);
    await zhao.post(`/handoffs/${number}/take`);
    await bot.say('退出人工');
    expect((await bot.say('我的数据')).text).toContain('和工作人员的对话');
    await bot.say('删除我的数据');
    await bot.say('确认删除');
    expect(await bot.rows('handoffs')).toMatchObject([{ number, sender: '', address: '{}' }]);
    expect(await bot.count('handoff_messages')).toBe(0);
  });

  it('is told that a form which is still worked on is held', async () => {
    const { bot } = desk;
    const told = ['欧阳锋', '办门诊慢特病申请', '样例路8号2单元301', '上午都在', '13800138000', '提交'];
    for (const text of ['我想预约上门代办', ...told]) await bot.say(text);
    expect(await bot.count('form_cases')).toBe(1);
    expect((await bot.say('我的数据')).text).toContain('还没办完');
    const before = await bot.rows('form_cases');
    await bot.say('删除我的数据');
    await bot.say('确认删除');
    expect(await bot.rows('form_cases')).toEqual(before);
  });
});
