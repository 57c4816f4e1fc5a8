import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/staff.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../../support/test-console.js';
import { fileRegistration, fileVisit } from './file-form.js';

let desk: TestConsole;
let zhao: TestBrowser;
beforeEach(async () => {
  desk = await createTestConsole();
  zhao = await desk.signIn((await desk.found()).zhao);
});
afterEach(() => desk.close());

/** A move with the version that the page shows. */
async function move(browser: TestBrowser, number: string, name: string, fields: Record<string, string> = {}) {
  const page = await browser.get(`/registrations/${number}`);
  const version = /name="version" value="(\d+)"/.exec(page.body)?.[1] ?? '1';
  return browser.post(`/registrations/${number}/${name}`, { version, ...fields });
}

const states = async () => (await desk.bot.rows('form_cases')).map(({ state }) => state);

describe('a form that a resident submitted', () => {
  it('stands in the list masked, is opened only with a line in the audit, and is worked on up to the end', async () => {
    const number = await fileRegistration(desk.bot);
    const list = await zhao.get('/registrations');
    for (const part of [number, '异地长期居住', '李*', '138****8000', '待分派', '还剩 5 个工作日', '请核对'])
      expect(list.text).toContain(part);
    for (const secret of ['李雷', '13800138000', '11010519491231002X', '长沙']) expect(list.body).not.toContain(secret);
    const shut = await zhao.get(`/registrations/${number}`);
    expect(shut.text).not.toContain('李雷');
    const opened = await zhao.post(`/registrations/${number}/open`);
    for (const told of ['李雷', '13800138000', '11010519491231002X', '长沙']) expect(opened.text).toContain(told);
    expect((await desk.bot.rows('audit')).at(-1)).toMatchObject({ action: 'forms.opened', subject: number });
    await move(zhao, number, 'take');
    await move(zhao, number, 'start');
    const done = await move(zhao, number, 'done', { words: '已备案，4月2日起生效。' });
    expect(done.text).toContain('已办结');
    const [told, invited] = (await desk.bot.rows('outbox')).map(({ reply }) => JSON.parse(String(reply)).text);
    expect(told).toBe(`您的办件 ${number}：已办好。已备案，4月2日起生效。\n要补充材料或撤回，请发送这个编号。`);
    expect(invited).toContain('请给这次服务打分');
    expect((await desk.bot.say(number)).text).toContain('已办好');
    await move(zhao, number, 'close');
    expect(await states()).toEqual(['CLOSED']);
    expect((await zhao.get('/registrations')).text).toContain('没有符合条件的办件');
    expect((await zhao.get('/registrations?state=all')).text).toContain(number);
  });

  it('keeps no word in the clear: not in the database, not in the sessions, not in the audit', async () => {
    await fileVisit(desk.bot, { need: '金丝雀要办慢特病', address: '金丝雀路1号', name: '金丝雀' });
    const tables = await Promise.all(
      ['form_cases', 'form_events', 'sessions', 'inbox', 'audit', 'outbox', 'answers'].map((name) =>
        desk.bot.rows(name),
      ),
    );
    expect(JSON.stringify(tables)).not.toContain('金丝雀要办');
    expect(JSON.stringify(tables)).not.toContain('金丝雀路');
  });

  it('takes no step that its state does not allow, and none on an old page', async () => {
    const number = await fileRegistration(desk.bot);
    const early = await zhao.post(`/registrations/${number}/done`, { version: '1', words: '办好了' });
    expect([early.status, early.text]).toEqual([400, expect.stringContaining('这一步现在不能做')]);
    await move(zhao, number, 'take');
    const stale = await zhao.post(`/registrations/${number}/start`, { version: '1' });
    expect([stale.status, stale.text]).toEqual([409, expect.stringContaining('刚被别人改过')]);
    const wordless = await move(zhao, number, 'reject', { words: '' });
    expect(wordless.text).toContain('要写给申请人的话应有2至500个字');
    expect(await states()).toEqual(['ASSIGNED']);
    const unknown = await zhao.get('/registrations/XB20260401-9999');
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('没有编号为 XB20260401-9999 的办件')]);
  });

  it('is handed to a colleague who may work on it, and to nobody else', async () => {
    const number = await fileRegistration(desk.bot);
    const wang = await desk.hire('wang', ['clerk']);
    const sun = await desk.hire('sun', ['analyst']);
    const wrong = await move(zhao, number, 'assign', { assignee: sun.id });
    expect(wrong.text).toContain('没有选承办人');
    await move(zhao, number, 'assign', { assignee: wang.id });
    expect((await desk.bot.rows('form_cases'))[0]).toMatchObject({ assignee: wang.id, state: 'ASSIGNED' });
    const browser = await desk.signIn(wang);
    expect((await browser.get('/registrations?mine=yes')).text).toContain(number);
    expect((await zhao.get('/registrations?mine=yes')).text).not.toContain(number);
  });

  it('is told to who sent it only, and withdrawn by nobody else', async () => {
    const number = await fileVisit(desk.bot);
    expect((await desk.bot.say(number, { sender: '乙' })).text).toContain('没有查到您的办件');
    await desk.bot.say(number);
    await desk.bot.say('撤回');
    // Settled in the meantime: nothing is withdrawn any more, and the resident is told.
    await move(zhao, number, 'take');
    await move(zhao, number, 'start');
    await move(zhao, number, 'done', { words: '已上门办好。' });
    expect((await desk.bot.say('确定撤回')).text).toContain('已办好');
    expect(await states()).toEqual(['DONE']);
  });

  it('sends a word to the resident once, however often its form is sent', async () => {
    const number = await fileVisit(desk.bot);
    const fields = { once: 'once-and-no-more', words: '请带身份证。' };
    for (let time = 0; time < 3; time++) await zhao.post(`/registrations/${number}/tell`, fields);
    expect(await desk.bot.count('outbox')).toBe(1);
    expect((await desk.bot.rows('form_events')).filter(({ action }) => action === 'told')).toHaveLength(1);
  });

  it('stays shut to who holds no key', async () => {
    const number = await fileRegistration(desk.bot);
    const browser = await desk.signIn(await desk.hire('wang', ['clerk']));
    const refused = await browser.post(`/registrations/${number}/open`);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('没有打开这条内容的密钥')]);
    expect(refused.text).not.toContain('李雷');
  });

  it('stands on the board of the day', async () => {
    await fileRegistration(desk.bot);
    expect((await zhao.get('/')).text).toContain('待分派 1');
    desk.bot.clock.pass(20);
    desk.bot.clock.pass(9 * 24 * 60);
    zhao = await desk.signIn(await desk.hire('wang', ['clerk']));
    expect((await zhao.get('/')).text).toContain('已过期 1');
  });
});

describe('the desk of forms', () => {
  const others: readonly Role[] = [
    ...(['intake', 'investigator', 'custodian', 'reward-officer', 'rating-officer', 'knowledge-editor'] as const),
    ...(['knowledge-publisher', 'quiz-editor', 'quiz-reviewer', 'quiz-drawer', 'analyst', 'auditor'] as const),
    'system-administrator',
  ];

  it.each(others)('is closed to %s on every route', async (role) => {
    const number = await fileRegistration(desk.bot);
    const browser = await desk.signIn(await desk.hire('other', [role]));
    await browser.get('/');
    for (const path of ['/registrations', `/registrations/${number}`])
      expect([path, (await browser.get(path)).status]).toEqual([path, 403]);
    for (const step of [
      'open',
      'tell',
      'note',
      'take',
      'assign',
      'start',
      'return',
      'done',
      'refer',
      'reject',
      'close',
    ])
      expect([step, (await browser.post(`/registrations/${number}/${step}`, { version: '1' })).status]).toEqual([
        step,
        403,
      ]);
    expect((await desk.bot.rows('audit')).filter(({ action }) => action === 'console.denied')).toHaveLength(13);
    expect(await states()).toEqual(['RECEIVED']);
  });
});
