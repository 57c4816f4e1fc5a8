import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestConsole, type TestBrowser, type TestConsole } from '../../support/test-console.js';

let desk: TestConsole;
let officer: TestBrowser;
beforeEach(async () => {
  desk = await createTestConsole();
  officer = await desk.signIn(await desk.hire('wu', ['rating-officer']));
});
afterEach(() => desk.close());

const rows = (table: string) => desk.bot.rows(table);
const theCase = async () => (await rows('rating_cases'))[0] ?? {};

/** What the channel was given to send since the last time. */
async function sent(): Promise<string[]> {
  const texts: string[] = [];
  await desk.bot.assistant.post('test', async (_, { text }) => {
    texts.push(text);
    return { status: 'sent' };
  });
  return texts;
}

async function badRating(sender = '甲'): Promise<string> {
  await desk.bot.say('不满意', { sender });
  await desk.bot.say('等得太久', { sender });
  return `/ratings/cases/${String((await rows('rating_cases')).at(-1)?.rating_id)}`;
}

async function step(at: string, name: string, fields: Record<string, string>, browser = officer) {
  await browser.get(at);
  const found = (await rows('rating_cases')).find(({ rating_id }) => at.endsWith(String(rating_id)));
  return browser.post(`${at}/${name}`, { version: String(found?.version), ...fields });
}

describe('a bad rating', () => {
  it('is followed up from the first word to the resident who says that it was put right', async () => {
    const at = await badRating();
    expect((await officer.get('/')).text).toContain('差评待联系');
    const list = await officer.get('/ratings/cases');
    expect(list.text).toContain('2026-000001');
    expect(list.text).toContain('还剩 1 个工作日');
    expect((await officer.get(at)).text).toContain('等得太久');
    await step(at, 'contact', { how: 'channel', note: '已收到，正在核实' });
    expect(await sent()).toEqual(['关于您的评价，工作人员说：\n已收到，正在核实']);
    await step(at, 'verify', { verdict: 'valid', note: '当天只开了一个窗口' });
    await step(at, 'rectify', { note: '中午加开一个窗口，电话13812345678' });
    expect((await theCase()).measure).toBe('中午加开一个窗口，电话138****5678');
    await step(at, 'answer', { how: 'channel', note: '中午已加开窗口' });
    expect(await sent()).toEqual(['您的评价已处理：\n中午已加开窗口']);
    await step(at, 'ask-revisit', {});
    expect((await sent())[0]).toContain('现在改好了吗');
    expect((await desk.bot.say('改好了')).text).toBe('谢谢您的回复，已转告工作人员。');
    expect(await theCase()).toMatchObject({ state: 'REVISITED', put_right: 'yes', late: 0 });
    const done = await step(at, 'close', {});
    expect(done.text).toContain('已办结');
    const steps = (await rows('rating_case_steps')).map(({ step: name }) => name);
    expect(steps).toEqual(['contact', 'verify', 'rectify', 'answer', 'ask-revisit', 'revisit', 'close']);
    const audited = (await rows('audit')).map(({ action }) => action);
    expect(audited).toEqual(expect.arrayContaining(['ratings.contact', 'ratings.close', 'ratings.revisited']));
    expect(done.text).toContain('现在没有您可以办的步骤');
  });

  it('goes on being put right where the resident says that it was not', async () => {
    const at = await badRating();
    await step(at, 'contact', { how: 'phone', note: '问过了' });
    await step(at, 'verify', { verdict: 'valid', note: '属实' });
    await step(at, 'rectify', { note: '改流程' });
    await step(at, 'answer', { how: 'phone', note: '改了' });
    await step(at, 'ask-revisit', {});
    await sent();
    expect((await desk.bot.say('没改好')).text).toContain('接着处理');
    expect((await officer.get('/')).text).toContain('回访说没改好');
    expect((await step(at, 'close', {})).text).toContain('请写没改好也办结的理由');
    await step(at, 'rectify', { note: '再改一次' });
    expect(await theCase()).toMatchObject({ state: 'RECTIFYING', put_right: null, revisit_asked_at: null });
  });

  it('is marked overdue once a term is missed, and stays marked', async () => {
    const at = await badRating();
    desk.bot.clock.pass(3 * 24 * 60);
    officer = await desk.signIn(await desk.hire('zheng', ['rating-officer']));
    expect((await officer.get('/')).text).toContain('差评已超期');
    await desk.bot.assistant.sweep();
    expect((await theCase()).late).toBe(1);
    await step(at, 'contact', { how: 'phone', note: '迟了，抱歉' });
    expect((await officer.get(at)).text).toContain('曾超期');
  });

  it('keeps its terms: five working days to put right, fifteen at most, counted by the calendar', async () => {
    const at = await badRating();
    await step(at, 'contact', { how: 'phone', note: '问过了' });
    await step(at, 'verify', { verdict: 'valid', note: '属实' });
    await step(at, 'rectify', { note: '改流程' });
    // 4 to 6 April 2026 are 清明节.
    expect(await theCase()).toMatchObject({ due_from: '2026-04-01', due: '2026-04-09' });
    expect((await step(at, 'extend', { days: '16', note: '等批复' })).text).toContain('最多 15 个工作日');
    expect((await step(at, 'extend', { days: '3', note: '等批复' })).text).toContain('要比现在长');
    await step(at, 'extend', { days: '15', note: '等批复' });
    expect(await theCase()).toMatchObject({ due_from: '2026-04-01', due: '2026-04-23' });
  });

  it('is not changed by a form that somebody else was faster than', async () => {
    const at = await badRating();
    const stale = { version: '1', how: 'phone', note: '两个人同时' };
    await step(at, 'contact', { how: 'phone', note: '先到的' });
    await officer.get(at);
    const late = await officer.post(`${at}/contact`, stale);
    expect(late.text).toContain('现在是「待核实」');
    await step(at, 'verify', { verdict: 'valid', note: '属实' });
    const mixed = await officer.post(`${at}/rectify`, { version: '2', note: '旧页面' });
    expect([mixed.status, mixed.text]).toEqual([409, expect.stringContaining('刚被别人办理过')]);
  });

  it('stays a case when the rating is changed to a good one', async () => {
    const at = await badRating();
    await desk.bot.say('非常满意');
    expect(await theCase()).toMatchObject({ state: 'OPEN', level: 2 });
    expect((await officer.get(at)).text).toContain('改为非常满意');
    expect(await desk.bot.count('rating_versions')).toBe(2);
  });

  it('holds no address in the clear', async () => {
    await badRating('张三的微信');
    expect(JSON.stringify([await rows('rating_cases'), await rows('ratings')])).not.toContain('张三');
  });

  it('is not answered through a channel that no longer lets the bot speak first', async () => {
    const at = await badRating();
    desk.bot.clock.pass(49 * 60);
    officer = await desk.signIn(await desk.hire('zheng', ['rating-officer']));
    expect((await officer.get(at)).text).toContain('只能电话或当面');
    const refused = await step(at, 'contact', { how: 'channel', note: '已收到' });
    expect(refused.text).toContain('已过渠道允许主动发消息的时间');
    expect(await theCase()).toMatchObject({ state: 'OPEN', version: 1 });
    expect(await sent()).toEqual([]);
  });
});

describe('a mistaken or malicious rating', () => {
  it('is left out once a second person confirms it, is never deleted, and counts in the raw figures', async () => {
    const at = await badRating();
    await desk.bot.say('满意', { sender: '乙' });
    await step(at, 'contact', { how: 'phone', note: '说点错了' });
    await step(at, 'verify', { verdict: 'mistaken', note: '评价人说点错了' });
    expect((await step(at, 'exclude', { note: '' })).text).toContain('核实的人不能自己复核');
    expect((await step(at, 'answer', { how: 'phone', note: '好' })).text).toContain('不能「答复评价人」');
    const second = await desk.signIn(await desk.hire('sun', ['rating-officer']));
    expect((await second.get('/')).text).toContain('待复核或申诉');
    await step(at, 'exclude', { note: '同意' }, second);
    expect((await rows('ratings')).find(({ level }) => level === 2)).toMatchObject({ excluded: 1 });
    const board = await officer.get('/ratings');
    expect(board.text).toContain('100%');
    expect(board.text).toContain('剔除前 50%');
    await step(at, 'answer', { how: 'phone', note: '已说明' });
    expect(await theCase()).toMatchObject({ state: 'ANSWERED', verdict: 'mistaken', exclusion: 'granted' });
  });

  it('is verified anew where the second person does not agree', async () => {
    const at = await badRating();
    await step(at, 'contact', { how: 'phone', note: '问过了' });
    await step(at, 'verify', { verdict: 'malicious', note: '多次刷评' });
    const second = await desk.signIn(await desk.hire('sun', ['rating-officer']));
    await step(at, 'keep', { note: '证据不足' }, second);
    expect(await theCase()).toMatchObject({ state: 'CONTACTED', verdict: null, exclusion: 'refused' });
    expect(await rows('ratings')).toEqual([expect.objectContaining({ excluded: 0 })]);
  });
});

describe('an appeal of the rated person', () => {
  it('is decided by somebody who is neither rated nor verified', async () => {
    const clerk = await desk.hire('clerk', ['clerk', 'rating-officer']);
    const rated = await desk.signIn(clerk);
    await rated.get('/ratings/window');
    const given = await rated.post('/ratings/window', { matter: 'window', number: '2026-0412' });
    const code = /\d{4}-\d{4}/.exec(given.text.replace('2026-0412', ''))?.[0] ?? '';
    await desk.bot.say(code);
    await desk.bot.say('1');
    await desk.bot.say('态度不好');
    const at = `/ratings/cases/${String((await theCase()).rating_id)}`;
    expect((await step(at, 'contact', { how: 'phone', note: '我自己来' }, rated)).text).toContain('对您本人的评价');
    await step(at, 'contact', { how: 'phone', note: '问过了' });
    await step(at, 'verify', { verdict: 'valid', note: '属实' });
    const mine = at.replace('cases', 'mine');
    const page = await rated.get(mine);
    expect(page.text).toContain('申诉');
    expect(page.text).not.toContain('问过了');
    await step(mine, 'appeal', { note: '当时系统停机' }, rated);
    expect((await step(at, 'grant-appeal', { verdict: 'unsupported', note: '有停机记录' })).text).toContain(
      '核实的人不能自己复核',
    );
    const second = await desk.signIn(await desk.hire('sun', ['rating-officer']));
    await step(at, 'grant-appeal', { verdict: 'unsupported', note: '有停机记录' }, second);
    expect(await theCase()).toMatchObject({ appeal: 'granted', verdict: 'unsupported', state: 'VERIFIED' });
    expect((await rows('ratings'))[0]).toMatchObject({ excluded: 0, served_by: clerk.id });
    const other = await desk.signIn(await desk.hire('other', ['clerk']));
    expect((await other.get(mine)).status).toBe(403);
  });
});
