import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replyLine } from '../../../src/channels/jsonl-line.js';
import { plainText } from '../../../src/channels/render.js';
import { applyRetention } from '../../../src/services/privacy/retention.js';
import { privacyNotice } from '../../../src/services/privacy/words.js';
import { verifyAudit } from '../../../src/storage/audit.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

let test: TestAssistant;
beforeEach(async () => {
  test = await createTestAssistant({ notice: privacyNotice });
});
afterEach(() => test.close());

/** All that is in some tables, to see that nothing else moved. */
const all = async (...tables: string[]) =>
  Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await test.rows(table)] as const)));

describe('the privacy notice', () => {
  it('is told once to a sender, under the first reply, whatever that is, in a line', async () => {
    const first = await test.say('门诊能报多少');
    expect(first.notice).toBe(privacyNotice.text);
    expect(privacyNotice.text).not.toContain('\n');
    expect(plainText(first).endsWith(`\n\n${privacyNotice.text}`)).toBe(true);
    expect(replyLine('1', first)).toMatchObject({ text: first.text, notice: privacyNotice.text });
    expect((await test.say('住院呢')).notice).toBeUndefined();
    expect((await test.say('你好', { sender: '乙' })).notice).toBe(privacyNotice.text);
    await test.restart();
    expect((await test.say('门诊能报多少')).notice).toBeUndefined();
  });

  it('is kept as a keyed hash, a version and a day, and told again in no group', async () => {
    await test.say('门诊能报多少');
    const [row] = await test.rows('consents');
    expect(row).toEqual({ sender: expect.stringMatching(/^[\w-]{32}$/), version: 1, day: '2026-04-01' });
    const inGroup = await test.say('门诊能报多少', { sender: '丙', chat: 'g', group: {} });
    expect(inGroup.notice).toBeUndefined();
  });

  it('is in the reply that a message delivered twice gets, and in no reply that is said once more', async () => {
    const first = await test.receive({ id: 'a', text: '门诊能报多少' });
    expect(await test.receive({ id: 'a', text: '门诊能报多少' })).toEqual(first);
    expect((await test.say('再说一遍')).notice).toBeUndefined();
  });
});

describe('我的数据', () => {
  it('tells what is kept in plain words, with counts, and nothing of others', async () => {
    await test.say('门诊能报多少');
    await test.say('住院能报多少');
    await test.say('满意');
    await test.say('门诊能报多少', { sender: '乙' });
    const { text } = await test.say('我的数据');
    expect(text).toContain('咨询记录：2条');
    expect(text).toContain('服务评价：1条');
    expect(text).toContain('收发记录：3条');
    expect(text).toContain('凭受理码查询');
  });

  it('says so where there is nothing', async () => {
    expect((await test.say('我的数据')).text).toContain('没有保存和您有关的数据');
    expect((await test.say('隐私说明')).text.split('\n')).toHaveLength(5);
  });
});

describe('删除我的数据', () => {
  it('asks first, and deletes nothing without a yes', async () => {
    await test.say('门诊能报多少');
    const before = await all('answers', 'consents');
    expect((await test.say('删除我的数据')).text).toContain('确定要删除吗');
    expect((await test.say('取消')).text).toBe('好的，没有删除。');
    expect(await all('answers', 'consents')).toEqual(before);
    await test.say('删除我的数据');
    expect((await test.say('今天天气不错')).text).toContain('没看懂');
  });

  it('unties what is counted, erases what was said, forgets the conversation, and is audited', async () => {
    await test.say('门诊能报多少');
    await test.say('没用');
    await test.say('满意');
    const [{ sender } = { sender: '' }] = await test.rows('consents');
    await test.say('删除我的数据');
    expect((await test.say('确认删除')).text).toContain('已删除');
    for (const table of ['answers', 'feedback', 'ratings', 'inbox', 'consents'])
      expect([table, (await test.rows(table)).filter((row) => row.sender === sender)]).toEqual([table, []]);
    expect(await test.count('answers')).toBe(1);
    expect((await test.rows('ratings'))[0]).toMatchObject({ level: 4, sender: expect.stringMatching(/^nobody:/) });
    expect((await test.rows('audit')).at(-1)).toMatchObject({ action: 'privacy.forget', actor: sender });
    expect((await verifyAudit(test.store.read)).status).toBe('whole');
    expect((await test.say('再说一遍')).text).not.toContain('已删除');
    expect((await test.say('我的数据')).text).not.toContain('咨询记录');
  });

  it('leaves others, tips and open cases as they are, and says that they are held', async () => {
    await test.say('门诊能报多少', { sender: '乙' });
    for (const step of ['我要举报', '跳过', '有人倒卖药品', '完成', '跳过', '跳过', '提交']) await test.say(step);
    await test.say('不满意');
    await test.say('等了很久');
    const held = await all('tips', 'rating_cases', 'ratings', 'rating_versions', 'answers', 'outbox');
    const others = (await test.rows('inbox')).filter(
      ({ chat }) => chat === test.localKey.fingerprint('chat', 'test', '乙'),
    );
    expect((await test.say('删除我的数据')).text).toContain('正在处理的差评1条还没办结');
    expect((await test.say('确认删除')).text).toContain('依法先保留');
    expect(await all('tips', 'rating_cases', 'ratings', 'rating_versions', 'answers', 'outbox')).toEqual(held);
    const after = (await test.rows('inbox')).filter(
      ({ chat }) => chat === test.localKey.fingerprint('chat', 'test', '乙'),
    );
    expect(after).toEqual(others);
  });
});

describe('what has had its time', () => {
  const DAY = 24 * 60;
  const retention = { inboxDays: 200, questionsDays: 400, closedCasesDays: 500 };
  const apply = () => applyRetention(test.store, test.services, retention, test.clock.now());

  it('goes after the days that are configured, and nothing before', async () => {
    await test.say('门诊能报多少');
    await test.say('满意');
    await test.say('不满意', { sender: '乙' });
    test.clock.pass(199 * DAY);
    const young = await all('inbox', 'answers', 'ratings', 'rating_cases');
    expect(await apply()).toBe(0);
    expect(await all('inbox', 'answers', 'ratings', 'rating_cases')).toEqual(young);
    test.clock.pass(2 * DAY);
    expect(await apply()).toBe(3);
    expect(await test.count('inbox')).toBe(0);
    test.clock.pass(200 * DAY);
    await apply();
    expect((await test.rows('answers'))[0]).toMatchObject({ status: 'answered', question: '', text: '', sender: '' });
    test.clock.pass(100 * DAY);
    await apply();
    const ratings = await test.rows('ratings');
    expect(ratings.filter(({ sender }) => String(sender).startsWith('nobody:'))).toMatchObject([{ level: 4 }]);
    expect((await test.rows('rating_cases'))[0]).toMatchObject({ state: 'OPEN' });
    expect(test.localKey.decrypt(String((await test.rows('rating_cases'))[0]?.address))).toContain('乙');
    expect(await apply()).toBe(0);
  });

  it('leaves a line in the audit for each service, and the audit and the tips as they are', async () => {
    for (const step of ['我要举报', '跳过', '有人倒卖药品', '完成', '跳过', '跳过', '提交']) await test.say(step);
    await test.say('门诊能报多少');
    const tips = await all('tips');
    const audit = await test.rows('audit');
    test.clock.pass(2_000 * DAY);
    await apply();
    expect(await all('tips')).toEqual(tips);
    const after = await test.rows('audit');
    expect(after.slice(0, audit.length)).toEqual(audit);
    expect(after.slice(audit.length).map(({ action, subject }) => [action, subject])).toEqual([
      ['privacy.retention-applied', 'privacy'],
      ['privacy.retention-applied', 'questions'],
    ]);
  });
});
