import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/staff.js';
import { createTestConsole, type TestBrowser, type TestConsole, type TestMember } from '../../support/test-console.js';
import { STAFFED } from './staffed.js';

let desk: TestConsole;
let zhao: TestBrowser;
let member: TestMember;
beforeEach(async () => {
  desk = await createTestConsole({ handoff: STAFFED });
  member = (await desk.found()).zhao;
  zhao = await desk.signIn(member);
});
afterEach(() => desk.close());

const NUMBER = 'ZR20260401-0001';
const outbox = async () =>
  (await desk.bot.rows('outbox')).map(({ reply, sender }) => [sender, JSON.parse(String(reply)).text]);
const closed = async () => (await desk.bot.rows('handoffs')).map((row) => row.closed);

/** A word of staff from the page as it stands. */
async function say(browser: TestBrowser, words: string, number = NUMBER) {
  const page = await browser.get(`/handoffs/${number}`);
  const once = /name="once" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return browser.post(`/handoffs/${number}/reply`, { once, words });
}

describe('a conversation with a person', () => {
  it('goes from the queue to a colleague and back, and the bot keeps silent while a person talks', async () => {
    await desk.bot.say('退休门诊报多少');
    await desk.bot.say('转人工');
    await desk.bot.say('我的卡刷不了，卡号13800138000');
    expect((await zhao.get('/')).text).toContain('正在排队 1');
    desk.bot.clock.pass(6);
    const queue = await zhao.get('/handoffs');
    for (const part of ['排队 1', NUMBER, '6 分钟', '服务时间 工作日 09:00—17:00，现在在服务时间'])
      expect(queue.text).toContain(part);
    const talk = await zhao.post(`/handoffs/${NUMBER}/take`);
    for (const part of ['我的卡刷不了', '退休门诊报多少', '对话中']) expect(talk.text).toContain(part);
    const silent = await desk.bot.say('退休门诊报多少');
    expect(silent).toMatchObject({ text: '', silent: true });
    expect((await say(zhao, '请把卡号后四位发我。')).text).toContain('请把卡号后四位发我。');
    expect(await outbox()).toEqual([
      ['甲', '工作人员已接入，请直接说您的事。结束请回复“退出人工”。'],
      ['甲', '工作人员：请把卡号后四位发我。'],
    ]);
    expect(await desk.bot.say('8000')).toMatchObject({ silent: true });
    await zhao.post(`/handoffs/${NUMBER}/end`);
    expect(await closed()).toEqual(['staff']);
    expect((await desk.bot.say('退休门诊报多少')).text).toContain('900元');
    expect((await zhao.get('/handoffs')).text).toContain('接待人结束');
  });

  it('is read only with a line in the audit, and no word of it lies in the clear', async () => {
    await desk.bot.say('转人工');
    await desk.bot.say('金丝雀一号');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    await say(zhao, '金丝雀二号');
    const opened = (await desk.bot.rows('audit')).filter(({ action }) => action === 'handoff.opened');
    expect(opened.length).toBeGreaterThan(0);
    await desk.bot.assistant.post('test', async () => ({ status: 'sent' }));
    const tables = await Promise.all(
      ['handoffs', 'handoff_messages', 'sessions', 'inbox', 'audit', 'answers', 'outbox'].map((name) =>
        desk.bot.rows(name),
      ),
    );
    expect(JSON.stringify(tables)).not.toContain('金丝雀');
  });

  it('says first what may save a life, also while a person talks', async () => {
    await desk.close();
    const urgent = '请立即拨打120。';
    const emergency = (text: string) => (text.includes('晕倒') ? urgent : undefined);
    desk = await createTestConsole({ handoff: STAFFED, emergency });
    zhao = await desk.signIn((await desk.found()).zhao);
    await desk.bot.say('转人工');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    const reply = await desk.bot.say('我爸晕倒了');
    expect(reply.text).toBe(urgent);
    expect(reply.silent).toBeUndefined();
    expect(await desk.bot.count('handoff_messages')).toBe(1);
  });

  it('lasts longer than half an hour where staff write and the resident waits', async () => {
    await desk.bot.say('转人工');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    for (let time = 0; time < 3; time++) {
      desk.bot.clock.pass(15);
      await say(zhao, `还在查${time}`);
      await desk.bot.assistant.sweep();
    }
    expect(await desk.bot.say('好的')).toMatchObject({ silent: true });
    expect(await closed()).toEqual([null]);
  });

  it('ends when nobody says anything any more, and the resident is told once', async () => {
    await desk.bot.say('转人工');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    desk.bot.clock.pass(21);
    for (let time = 0; time < 3; time++) await desk.bot.assistant.sweep();
    expect(await closed()).toEqual(['timeout']);
    expect((await outbox()).filter(([, text]) => text?.includes('自动结束'))).toHaveLength(1);
    expect((await desk.bot.say('退休门诊报多少')).text).toContain('900元');
  });

  it('ends when the resident leaves, and staff cannot write any more', async () => {
    await desk.bot.say('转人工');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    expect((await desk.bot.say('退出人工')).text).toBe('人工服务已结束。可以继续问我。');
    const refused = await zhao.post(`/handoffs/${NUMBER}/reply`, { once: 'a-page-of-before', words: '在吗' });
    expect(refused.text).toContain('这次人工服务已经结束');
    expect(await closed()).toEqual(['resident']);
    expect(await desk.bot.count('handoff_messages')).toBe(0);
  });

  it('survives a restart of the bot: the queue stands, and the resident is still in it', async () => {
    await desk.bot.say('转人工');
    await desk.bot.restart();
    expect((await desk.bot.say('还在吗')).text).toContain('已记下，会转给工作人员');
    expect(await desk.bot.count('handoffs')).toBe(1);
  });

  it('is taken by one colleague only, and answered by nobody else until it is passed on', async () => {
    await desk.bot.say('转人工');
    const wang = await desk.hire('wang', ['clerk']);
    const other = await desk.signIn(wang);
    await zhao.get('/handoffs');
    await other.get('/handoffs');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    expect((await other.post(`/handoffs/${NUMBER}/take`)).status).toBe(409);
    const meddling = await other.post(`/handoffs/${NUMBER}/reply`, { once: 'page-of-wang', words: '我来' });
    expect(meddling.text).toContain('这次对话不由您接待');
    await zhao.post(`/handoffs/${NUMBER}/pass`, { to: wang.id });
    const spoken = await other.post(`/handoffs/${NUMBER}/reply`, { once: 'page-of-wang', words: '我来' });
    expect([spoken.status, spoken.text]).toEqual([200, expect.stringContaining('您还没有「协办表单」的密钥')]);
    expect((await zhao.post(`/handoffs/${NUMBER}/reply`, { once: 'page-of-zhao', words: '还是我' })).status).toBe(400);
    expect((await outbox()).map(([, text]) => text)).toContain('工作人员：我来');
  });

  it('never mixes two residents up', async () => {
    for (const sender of ['甲', '乙']) await desk.bot.say('转人工', { sender });
    for (const number of [NUMBER, 'ZR20260401-0002']) await zhao.post(`/handoffs/${number}/take`);
    await Promise.all([say(zhao, '给甲的话'), say(zhao, '给乙的话', 'ZR20260401-0002')]);
    const { mailbox } = desk.bot.assistant;
    const waiting = async (sender: string) =>
      (await mailbox.waiting({ channel: 'test', chat: sender, sender })).map(({ reply }) => reply.text);
    expect(await waiting('甲')).toEqual([expect.stringContaining('已接入'), '工作人员：给甲的话']);
    expect(await waiting('乙')).toEqual([expect.stringContaining('已接入'), '工作人员：给乙的话']);
    const [first] = await mailbox.waiting({ channel: 'test', chat: '甲', sender: '甲' });
    await mailbox.seen({ channel: 'test', chat: '乙', sender: '乙' }, [first?.id ?? '']);
    expect(await waiting('甲')).toHaveLength(2);
    await mailbox.seen({ channel: 'test', chat: '甲', sender: '甲' }, [first?.id ?? '']);
    expect(await waiting('甲')).toEqual(['工作人员：给甲的话']);
  });

  it('offers quick texts, escaped like everything else', async () => {
    await desk.bot.say('转人工');
    await desk.bot.say('<script>alert(1)</script>');
    const talk = await zhao.post(`/handoffs/${NUMBER}/take`);
    expect(talk.body).not.toContain('<script>alert');
    expect(talk.text).toContain('请稍等，我查一下。');
    await zhao.post(`/handoffs/${NUMBER}/reply`, { once: 'quick-page', quick: '请稍等，我查一下。' });
    expect((await outbox()).at(-1)).toEqual(['甲', '工作人员：请稍等，我查一下。']);
  });

  it('tells its page by a word that changes with every message, and holds none of them', async () => {
    await desk.bot.say('转人工');
    await zhao.post(`/handoffs/${NUMBER}/take`);
    const pulse = async () => (await zhao.get(`/handoffs/${NUMBER}/pulse`)).body;
    const before = await pulse();
    expect(await pulse()).toBe(before);
    desk.bot.clock.pass(1);
    await desk.bot.say('金丝雀');
    expect(await pulse()).not.toBe(before);
    expect(await pulse()).not.toContain('金丝雀');
  });
});

describe('the desk of conversations', () => {
  const others: readonly Role[] = [
    ...(['intake', 'investigator', 'supervisor', 'custodian', 'reward-officer', 'rating-officer'] as const),
    ...(['knowledge-editor', 'knowledge-publisher', 'quiz-editor', 'quiz-reviewer', 'quiz-drawer'] as const),
    ...(['analyst', 'auditor', 'system-administrator'] as const),
  ];

  it.each(others)('is closed to %s on every route', async (role) => {
    await desk.bot.say('转人工');
    const browser = await desk.signIn(await desk.hire('other', [role]));
    await browser.get('/');
    for (const path of ['/handoffs', '/handoffs/pulse', `/handoffs/${NUMBER}`, `/handoffs/${NUMBER}/pulse`])
      expect([path, (await browser.get(path)).status]).toEqual([path, 403]);
    for (const step of ['take', 'reply', 'pass', 'end'])
      expect([step, (await browser.post(`/handoffs/${NUMBER}/${step}`)).status]).toEqual([step, 403]);
    expect(await closed()).toEqual([null]);
  });
});
