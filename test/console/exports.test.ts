import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type Desk, defineDesk } from '../../src/casework/desk.js';
import { may, roles } from '../../src/domain/staff.js';
import { createTestConsole, type Shown, type TestConsole } from '../support/test-console.js';

const ROWS = 10_000;
let release = () => {};
let held: Promise<void> | undefined;

/** A desk with a large table, which can be held in the middle. */
const large: Desk = defineDesk({
  name: 'large',
  title: '大表',
  sees: [],
  routes: [],
  sheets: [
    {
      name: 'large',
      title: '大表',
      needs: 'ratings.export',
      columns: ['编号', '内容'],
      async *rows() {
        for (let row = 0; row < ROWS; row++) {
          if (row === ROWS / 2) await held;
          yield [String(row), '=1+1'];
        }
      },
    },
    {
      name: 'sealed',
      title: '身份',
      needs: 'ratings.export',
      approval: 'tips.identity-export',
      columns: ['x'],
      async *rows() {},
    },
  ],
});

let desk: TestConsole;
const open = async () => {
  desk = await createTestConsole({ desks: [large] });
  return desk.signIn(await desk.hire('ping', ['rating-officer']));
};
afterEach(() => {
  held = undefined;
  return desk.close();
});
const order = { sheet: 'large', from: '2026-01-01', to: '2026-12-31', format: 'csv', reason: '报送季度统计' };
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const written = async () => {
  const rows = (await desk.bot.rows('audit')).filter(({ action }) => action === 'export.written');
  return rows.map(({ detail }) => JSON.parse(String(detail)));
};

describe('an export in the console', () => {
  it('of ten thousand rows is handed out at once, its hash in the audit', async () => {
    const browser = await open();
    const { bytes } = await browser.post('/exports/write', order);
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(ROWS + 2);
    expect(bytes.toString('utf8')).toContain(`"'=1+1"`);
    expect(await written()).toEqual([
      expect.objectContaining({ rows: ROWS, sha256: sha256(bytes), reason: '报送季度统计' }),
    ]);
  });

  it('that takes longer shows how far it is, and gives its file once, to nobody else', async () => {
    const browser = await open();
    const other = await desk.signIn(await desk.hire('qiu', ['rating-officer']));
    held = new Promise((resolve) => {
      release = resolve;
    });
    const page = await browser.post('/exports/write', order);
    expect(page.path).toMatch(/^\/exports\/jobs\//);
    expect(page.text).toContain('已写 5000 行');
    expect((await browser.post('/exports/write', order)).text).toContain('还没有做完');
    expect((await other.get(page.path)).text).toContain('没有这个任务');
    release();
    let done: Shown = await browser.get(page.path);
    while (done.text.includes('自己刷新')) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      done = await browser.get(page.path);
    }
    const [detail] = await written();
    expect(done.text).toContain(detail.sha256);
    expect((await other.post(`${page.path}/take`)).text).toContain('没有这个任务');
    await browser.get(page.path);
    const file = await browser.post(`${page.path}/take`);
    expect(sha256(file.bytes)).toBe(detail.sha256);
    expect((await browser.post(`${page.path}/take`)).text).toContain('没有这个任务');
  });

  it('asks for the password again after ten minutes, and for a reason and a sound period', async () => {
    const browser = await open();
    expect((await browser.post('/exports/write', { ...order, reason: '' })).text).toContain('export.no-reason');
    expect((await browser.post('/exports/write', { ...order, from: '2027-01-01' })).text).toContain(
      'export.invalid-period',
    );
    expect((await browser.post('/exports/write', { ...order, sheet: 'sealed' })).text).toContain('export.no-approval');
    expect((await browser.post('/exports/write', { ...order, sheet: 'nothing' })).text).toContain(
      'export.unknown-sheet',
    );
    desk.bot.clock.pass(11);
    expect((await browser.post('/exports/write', order)).text).toContain('重新输入口令');
    expect(await written()).toEqual([]);
  });

  it('is refused to every role that may not have the table', async () => {
    await open();
    for (const role of roles.filter((one) => !may({ roles: [one] }, 'ratings.export'))) {
      const browser = await desk.signIn(await desk.hire(`m-${role}`, [role]));
      const { status } = await browser.post('/exports/write', order);
      expect([role, status]).toEqual([role, 403]);
    }
    expect(await written()).toEqual([]);
  });
});

describe('the audit in the console', () => {
  it('is verified and exported by the auditor, and by nobody else', async () => {
    await open();
    for (const role of roles) {
      const browser = await desk.signIn(await desk.hire(`m-${role}`, [role]));
      const page = await browser.get('/audit');
      await browser.get('/me');
      const verified = await browser.post('/audit/verify');
      const allowed = role === 'auditor';
      expect([role, page.status === 200, verified.status === 200]).toEqual([role, allowed, allowed]);
      if (allowed) expect(verified.text).toContain('前后相接，没有改动');
      const exported = await browser.post('/exports/write', { ...order, sheet: 'audit' });
      expect([role, exported.bytes.toString('utf8').includes('校验值')]).toEqual([role, allowed]);
    }
  });
});

describe('another password', () => {
  it('keeps the keys, ends every session and takes the old one out of use', async () => {
    const browser = await open();
    const { zhao } = await desk.found();
    const inside = await desk.signIn(zhao);
    await inside.get('/me');
    const next = '新的口令也是很长的一句话';
    expect((await inside.post('/me/password', { password: next, again: 'x' })).text).toContain('不一样');
    expect((await inside.post('/me/password', { password: next, again: next })).path).toContain('/sign-in');
    expect((await inside.get('/me')).path).toContain('/sign-in');
    desk.bot.clock.pass(1);
    await expect(desk.signIn(zhao)).rejects.toThrow('登录名或口令不对');
    const again = await desk.signIn({ ...zhao, password: next });
    expect((await again.get('/me')).text).not.toContain('能打开的加密内容 无');
    expect((await browser.get('/me')).status).toBe(200);
  });
});
