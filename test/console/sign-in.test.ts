import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inviteStaff } from '../../src/staff/accounts.js';
import { codeAt } from '../../src/staff/second-factor.js';
import { TEST_COST } from '../support/test-assistant.js';
import { createTestConsole, type TestConsole } from '../support/test-console.js';

let desk: TestConsole;
beforeEach(async () => {
  desk = await createTestConsole();
});
afterEach(() => desk.close());

describe('the first sign-in', () => {
  it('asks for an own password and a second factor before anything is shown', async () => {
    const { server, bot } = desk;
    const act = { actor: 'setup', at: bot.clock.now(), cost: TEST_COST };
    const invited = await inviteStaff(bot.store, { login: 'sun', name: '孙', roles: ['auditor'] }, act);
    const page = await server.inject({ method: 'GET', url: '/audit' });
    expect([page.statusCode, page.headers.location]).toEqual([303, '/sign-in?next=%2Faudit']);
    const given = await post('/sign-in', { login: 'sun', password: invited.oneTimePassword });
    const cookie = String(given.headers['set-cookie']).split(';')[0] ?? '';
    const blocked = await server.inject({ method: 'GET', url: '/audit', headers: { cookie } });
    expect(blocked.headers.location).toBe('/sign-in/next');
    const choosing = await get('/sign-in/password', cookie);
    const chosen = { password: '一句只有我知道的话就是口令', again: '一句只有我知道的话就是口令' };
    expect((await post('/sign-in/password', chosen, cookie, choosing.body)).headers.location).toBe('/sign-in/enrol');
    const enrolling = await get('/sign-in/enrol', cookie);
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(enrolling.body)?.[1]?.replaceAll(' ', '') ?? '';
    const wrong = await post('/sign-in/enrol', { code: '000000' }, cookie, enrolling.body);
    expect(wrong.statusCode).toBe(400);
    const done = await post('/sign-in/enrol', { code: codeAt(secret, bot.clock.now()) }, cookie, enrolling.body);
    expect(done.headers.location).toBe('/');
    expect((await get('/audit', cookie)).statusCode).toBe(200);
  });

  const get = (url: string, cookie: string) => desk.server.inject({ method: 'GET', url, headers: { cookie } });
  const post = (url: string, fields: Record<string, string>, cookie = '', page = '') => {
    const token = /name="form-token" value="([^"]*)"/.exec(page)?.[1] ?? '';
    const payload = new URLSearchParams({ ...fields, 'form-token': token }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    return desk.server.inject({ method: 'POST', url, headers, payload });
  };
});

describe('signing in', () => {
  it('locks after five wrong passwords, for the right one too, and opens after a quarter of an hour', async () => {
    const wang = await desk.hire('wang', ['auditor']);
    const wrong = { ...wang, password: 'not the password' };
    for (let tried = 0; tried < 5; tried++) await expect(desk.signIn(wrong)).rejects.toThrow('登录名或口令不对');
    await expect(desk.signIn(wang)).rejects.toThrow('登录名或口令不对');
    desk.bot.clock.pass(16);
    expect((await (await desk.signIn(wang)).get('/')).status).toBe(200);
  });

  it('leads to the page that was asked for, and to no other site', async () => {
    const wang = await desk.hire('wang', ['auditor']);
    const post = (url: string, fields: Record<string, string>, cookie = '') => {
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
      return desk.server.inject({ method: 'POST', url, headers, payload: new URLSearchParams(fields).toString() });
    };
    const enter = async (next: string) => {
      desk.bot.clock.pass(1);
      const first = await post('/sign-in', { login: wang.login, password: wang.password, next });
      const cookie = `yiwen_staff=${first.cookies[0]?.value}`;
      const url = String(
        (await desk.server.inject({ url: String(first.headers.location), headers: { cookie } })).headers.location,
      );
      const { body } = await desk.server.inject({ url, headers: { cookie } });
      const [, token = ''] = /name="form-token" value="([^"]*)"/.exec(body) ?? [];
      const [, kept = ''] = /name="next" value="([^"]*)"/.exec(body) ?? [];
      const code = codeAt(wang.secret, desk.bot.clock.now());
      return (await post('/sign-in/code', { code, next: kept, 'form-token': token }, cookie)).headers.location;
    };
    expect(await enter('/audit?action=keys')).toBe('/audit?action=keys');
    for (const away of ['//elsewhere.cn/', 'https://elsewhere.cn/', '/\\\\elsewhere.cn'])
      expect(await enter(away)).toBe('/');
  });

  it('takes a code of the second factor once', async () => {
    const wang = await desk.hire('wang', ['auditor']);
    await desk.signIn(wang);
    await expect(desk.signIn(wang)).rejects.toThrow('动态码不对或已用过');
  });

  it('ends after half an hour without a sign of life', async () => {
    const browser = await desk.signIn(await desk.hire('wang', ['auditor']));
    desk.bot.clock.pass(31);
    expect((await browser.get('/audit')).path).toBe('/sign-in?next=%2Faudit');
  });

  it('tells the same of a name that is not there and of a wrong password', async () => {
    const said = async (login: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const payload = new URLSearchParams({ login, password: 'whatever it is' }).toString();
      return (await desk.server.inject({ method: 'POST', url: '/sign-in', headers, payload })).body;
    };
    await desk.hire('wang', ['auditor']);
    expect(await said('wang')).toBe(await said('nobody'));
  });
});

describe('a form', () => {
  it('of another page or another session changes nothing', async () => {
    const { server } = desk;
    const admin = await desk.hire('root', ['system-administrator']);
    const browser = await desk.signIn(admin);
    await browser.get('/staff');
    const cookie = `yiwen_staff=${await cookieOf(admin)}`;
    const payload = new URLSearchParams({ login: 'evil', name: '恶', roles: 'auditor', 'form-token': 'x' }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const refused = await server.inject({ method: 'POST', url: '/staff/invite', headers, payload });
    expect([refused.statusCode, refused.body]).toEqual([403, expect.stringContaining('console.foreign-form')]);
    expect(await desk.bot.count('staff')).toBe(1);
  });

  const cookieOf = async (member: Parameters<TestConsole['signIn']>[0]) => {
    desk.bot.clock.pass(1);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
    const payload = form({ login: member.login, password: member.password });
    const first = await desk.server.inject({ method: 'POST', url: '/sign-in', headers, payload });
    const [token] = first.cookies.map(({ value }) => value);
    const cookie = `yiwen_staff=${token}`;
    const page = await desk.server.inject({ method: 'GET', url: '/sign-in/code', headers: { cookie } });
    const formToken = /name="form-token" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    const code = codeAt(member.secret, desk.bot.clock.now());
    await desk.server.inject({
      method: 'POST',
      url: '/sign-in/code',
      headers: { ...headers, cookie },
      payload: form({ code, 'form-token': formToken }),
    });
    return token;
  };
});

describe('the keys', () => {
  it('stay closed until two office holders take them over, the administrator not among them', async () => {
    const { bot } = desk;
    const seal = await bot.seal();
    const sealed = seal('story', '金丝雀');
    const admin = await desk.signIn(await desk.hire('root', ['system-administrator']));
    expect((await admin.get('/keys')).text).toContain('密钥还没有启用');
    await desk.hire('qian', ['custodian']);
    const zhao = await desk.hire('zhao', ['supervisor']);
    const browser = await desk.signIn(zhao);
    await browser.get('/keys');
    const [qian] = (await bot.rows('staff')).filter(({ login }) => login === 'qian');
    const fields = {
      code: bot.codes[0] ?? '',
      other: String(qian?.id),
      'other-password': 'qian keeps a long password',
    };
    const wrong = await browser.post('/keys/ceremony', { ...fields, code: 'not-the-code' });
    expect(wrong.text).toContain('启用码不对');
    const done = await browser.post('/keys/ceremony', fields);
    expect(done.text).toContain('密钥已启用');
    expect((await browser.get('/keys')).text).toContain('zhao同志、恢复文件');
    const { openKeyring } = await import('../../src/storage/sealing/keyring.js');
    const keyring = await openKeyring(bot.store.read, zhao.id, zhao.password);
    expect(keyring?.open(sealed)).toBe('金丝雀');
    expect(() => keyring?.open(seal('identity', '李雷'))).toThrow('没有打开这条内容的密钥');
    expect((await bot.rows('key_holders')).map(({ id }) => id)).not.toContain('founder');
  });
});
