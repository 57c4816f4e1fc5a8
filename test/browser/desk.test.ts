import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../support/disk.js';
import { type Colleague, type DeskRig, openDeskRig } from './desk-rig.js';
import { openInOffice } from './office.js';
import { ask, lastBubble } from './rig.js';

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
    admin = await rig.enter('admin', '系统管理员', rig.firstPassword);
    await rig.picture(admin.page, '1-first-day');
    expect(await admin.page.locator('main').textContent()).toContain('密钥还没有启用');
    expect(bytesOf(rig.folder)).not.toContain(rig.firstPassword);
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

/** Does one step of a case: unfolds it, fills it in, presses its button. */
async function act(
  page: Page,
  title: string,
  fill: (form: ReturnType<Page['locator']>) => Promise<void> = async () => {},
) {
  const step = page
    .locator('details.action')
    .filter({ has: page.locator('summary', { hasText: new RegExp(`^${title}$`) }) });
  await step.locator('summary').click();
  await fill(step);
  await step.locator('button[type=submit]').click();
  await page.locator('.said').waitFor();
}

describe('a tip, from the phone to the export', () => {
  let phone: Page;
  let receipt = '';
  let number = '';

  it('appears on the board once it is submitted, its words behind a deliberate step', async () => {
    phone = await rig.resident();
    for (const text of ['我要举报', '平安医院', '我妈没有住院，也记了住院费', '完成', '提交']) await ask(phone, text);
    receipt = /受理码：([\d-]+)/.exec((await lastBubble(phone).textContent()) ?? '')?.[1] ?? '';
    expect(receipt).toMatch(/^\d{4}(?:-\d{4}){4}$/);
    await phone.screenshot({ path: rig.pictureAt('6-tip-on-the-phone') });
    const { page } = zhao;
    await page.goto(at('/'));
    await rig.picture(page, '7-today');
    expect(await page.locator('main').textContent()).toContain('举报');
    await page.goto(at('/tips'));
    await rig.picture(page, '8-tips');
    number = (await page.locator('td a').first().textContent()) ?? '';
    await page.goto(at(`/tips/${number}`));
    expect(await page.locator('main').textContent()).not.toContain('住院费');
    await page.getByRole('button', { name: '打开举报内容' }).click();
    expect(await page.locator('main').textContent()).toContain('我妈没有住院，也记了住院费');
    await rig.picture(page, '9-tip');
  });

  it('is moved through its states, and the reporter sees how it is getting on and what staff ask', async () => {
    const { page } = zhao;
    const sun = await rig.hire(admin, 'sun', '孙核查', ['investigator']);
    await page.goto(at(`/tips/${number}`));
    await act(page, '开始初核');
    await act(page, '指定承办人', async (form) => {
      await form.getByLabel('交给谁').selectOption({ label: '孙核查（sun）' });
    });
    await act(page, '转入核查');
    await act(page, '给举报人留言', (form) => form.getByLabel('留言').fill('还记得是几月份吗？'));
    await rig.picture(page, '10-tip-at-work');
    await sun.page.goto(at('/tips'));
    expect(await sun.page.locator('main').textContent()).toContain(number);
    const other = await rig.resident();
    await ask(other, receipt);
    expect(await other.locator('.turn.bot').last().textContent()).toContain('还记得是几月份吗');
    await other.screenshot({ path: rig.pictureAt('11-status-on-the-phone') });
  });

  it('is exported as a table without a formula, and the export stands in the audit', async () => {
    const { page } = zhao;
    await page.goto(at('/exports'));
    await page.getByLabel('导出什么').selectOption({ label: '举报线索' });
    await page.getByLabel('原因').fill('报送季度线索统计');
    await rig.picture(page, '12-export');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出' }).click(),
    ]);
    const opened = openInOffice('tips.xlsx', readFileSync(await download.path()), rig.pictureAt('12-export-opened'));
    expect(opened.text).toContain(number);
    expect(opened.formulas).toEqual([]);
    expect([...opened.kinds]).toEqual(['string']);
    const auditor = await rig.hire(admin, 'wei', '魏审计', ['auditor']);
    await auditor.page.goto(at('/audit?action=export'));
    expect(await auditor.page.locator('main').textContent()).toContain('报送季度线索统计');
    await auditor.page.goto(at('/audit'));
    await auditor.page.getByRole('button', { name: '核对全部留痕' }).click();
    expect(await auditor.page.locator('main').textContent()).toContain('没有改动');
    await rig.picture(auditor.page, '13-audit');
  });
});

describe('a bad rating, from the phone to the figures', () => {
  it('is followed up, and counts', async () => {
    const phone = await rig.resident();
    for (const text of ['评价', '1', '等了两个小时没人理']) await ask(phone, text);
    const zhou = await rig.hire(admin, 'zhou', '周评价', ['rating-officer']);
    const { page } = zhou;
    await page.goto(at('/ratings/cases'));
    await rig.picture(page, '14-bad-ratings');
    await page.locator('td a').first().click();
    expect(await page.locator('main').textContent()).toContain('等了两个小时没人理');
    await act(page, '联系评价人', (form) => form.locator('textarea').first().fill('电话联系，致歉并了解情况'));
    await rig.picture(page, '15-bad-rating');
    await page.goto(at('/ratings'));
    await rig.picture(page, '16-ratings');
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('好评率');
    expect(text).toContain('差评');
  });
});
