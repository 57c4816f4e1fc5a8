import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../support/disk.js';
import { type Colleague, type DeskRig, openDeskRig } from './desk-rig.js';

let rig: DeskRig;
let admin: Colleague;
let zhao: Colleague;
let qian: Colleague;

beforeAll(async () => {
  rig = await openDeskRig();
}, 120_000);
afterAll(() => rig?.close());

const at = (path: string) => new URL(path, rig.consoleUrl).href;

describe('a bureau that begins, in browsers', () => {
  it('signs in its first administrator with the password of the terminal, and nobody sees anything before that', async () => {
    const index = rig.bot.printed.findIndex((line) => line.includes('登录名 admin'));
    const password = /口令 {3}(\S+)/.exec(rig.bot.printed[index + 1] ?? '')?.[1] ?? '';
    admin = await rig.enter('admin', '系统管理员', password);
    await rig.picture(admin.page, '1-first-day');
    expect(await admin.page.locator('main').textContent()).toContain('密钥还没有启用');
    expect(bytesOf(rig.folder)).not.toContain(password);
  });

  it('gives each their account; the administrator may read no tip', async () => {
    zhao = await rig.hire(admin, 'zhao', '赵主管', ['supervisor', 'clerk']);
    qian = await rig.hire(admin, 'qian', '钱保管', ['custodian']);
    await admin.page.goto(at('/staff'));
    await rig.picture(admin.page, '2-accounts');
    expect(await admin.page.locator('nav.menu').textContent()).not.toContain('举报');
  });

  it('takes the keys over, two people together', async () => {
    const { page } = zhao;
    await page.goto(at('/keys'));
    await page.getByLabel('启用码').fill(rig.foundingCode);
    await page.getByLabel('另一位负责人', { exact: true }).selectOption({ label: '钱保管（qian）' });
    await page.getByLabel('另一位负责人的登录口令').fill(qian.password);
    await rig.picture(page, '3-ceremony');
    await page.getByRole('button', { name: '两人一起启用' }).click();
    await page.getByText('密钥已启用', { exact: true }).waitFor();
    expect(await page.locator('code.secret').count()).toBe(2);
    await page.goto(at('/keys'));
    await rig.picture(page, '4-keys');
    expect(await page.locator('main').textContent()).toContain('钱保管、恢复文件');
  });

  it('fits a phone, without anything cut off', async () => {
    const { page } = admin;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/', '/staff', '/keys']) {
      await page.goto(at(path));
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    await rig.picture(page, '5-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
