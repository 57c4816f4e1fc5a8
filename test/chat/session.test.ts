import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFlowOf } from '../../src/chat/session.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

describe('a conversation with a tip in it', () => {
  let test: TestAssistant;
  beforeEach(async () => {
    test = await createTestAssistant();
  });
  afterEach(() => test.close());

  const open = () => openFlowOf(test.store.read, test.localKey, { channel: 'test', chat: '甲', sender: '甲' });
  const rows = async () =>
    (await test.rows('sessions')).map(({ key, version, updated_at }) => [key, version, updated_at]);

  it('is after it as it was before: the row, its count and its time, and what a follow-up leans on', async () => {
    await test.say('退休门诊报多少');
    const before = await rows();
    test.clock.pass(1);
    for (const text of ['我要举报', '跳过', '空刷']) await test.say(text);
    expect(await open()).toBe('tip');
    expect(await rows()).toHaveLength(2);
    await test.say('提交');
    expect(await rows()).toEqual(before);
    expect(await open()).toBeUndefined();
    expect((await test.say('有用')).text).toContain('谢谢');
  });

  it('ends a flow that the tip took over', async () => {
    for (const text of ['不满意', '我要举报']) await test.say(text);
    expect(await open()).toBe('tip');
    await test.say('取消');
    expect(await open()).toBeUndefined();
    expect((await test.say('退休门诊报多少')).status).toBe('answered');
  });

  it('says once that a tip was dropped, and then goes on', async () => {
    await test.say('我要举报');
    test.clock.pass(31);
    await test.assistant.sweep();
    expect((await test.say('退休门诊报多少')).text).toMatch(/^刚才的举报超过30分钟/);
    expect((await test.say('退休门诊报多少')).text).not.toContain('刚才的举报');
    expect(await rows()).toHaveLength(1);
  });
});
