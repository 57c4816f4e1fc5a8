import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../support/disk.js';
import { jpegWithCanaries } from '../support/pictures.js';
import { type RunningBot, startBot } from '../support/running-bot.js';
import { ask, FLAGS, lastBubble, PHONE } from './rig.js';

let folder: string;
let pictures: string;
let bot: RunningBot;
let url: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-bot-'));
  pictures = mkdtempSync(join(tmpdir(), 'yiwen-pages-'));
  bot = await startBot({ YIWEN_DATA: folder, YIWEN_PORT: '0' });
  url = (await bot.line(/http:\/\/127\.0\.0\.1:\d+\//))[0];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
});
afterEach(async () => void (await Promise.all(browser.contexts().map((context) => context.close()))));
afterAll(async () => {
  await browser?.close();
  expect(await bot.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...PHONE });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const said = async (page: Page) => (await lastBubble(page).textContent()) ?? '';

describe('the bot as it ships, in a browser', () => {
  it('answers with figure and year, and shows the passage that it rests on', async () => {
    const page = await open();
    await ask(page, '退休的门诊一年能报多少');
    for (const part of ['900', '2023']) expect(await said(page)).toContain(part);
    const source = page.locator('.source').filter({ hasText: '900' });
    expect(await source.isVisible()).toBe(false);
    await page.screenshot({ path: join(pictures, 'answer.png') });
    await page.getByText('查看依据').tap();
    expect(await source.isVisible()).toBe(true);
    expect(await source.locator('.kind').textContent()).toBe('摘编');
    expect(await source.locator('blockquote').textContent()).toContain('900');
    await page.screenshot({ path: join(pictures, 'source.png') });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('thanks for a tapped 有用', async () => {
    const page = await open();
    await ask(page, '退休的门诊一年能报多少');
    await page.getByRole('button', { name: '有用', exact: true }).tap();
    await expect.poll(() => said(page)).toContain('谢谢');
  });

  it('answers each of its own sample questions from the texts', async () => {
    const page = await open();
    const samples = await page.locator('#samples .choice').allTextContents();
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) {
      const fresh = await open();
      await fresh.getByRole('button', { name: sample }).tap();
      await fresh.getByText('查看依据').waitFor();
    }
  });

  it('takes a tip up to its receipt, keeps none of it in the browser, and tells by the receipt how it stands', async () => {
    const page = await open();
    await ask(page, '我要举报');
    await page.getByRole('button', { name: '跳过' }).tap();
    await expect.poll(() => said(page)).toContain('完成');
    await ask(page, '金丝雀药店 canary 空刷');
    await page.locator('#files').setInputFiles([
      { name: 'canary-photo.jpg', mimeType: 'image/jpeg', buffer: jpegWithCanaries() },
      { name: 'canary.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') },
    ]);
    await expect.poll(() => said(page)).toContain('这种文件收不了');
    expect(await page.locator('#log').textContent()).toContain('已加密收下第1个图片或文件');
    await page.screenshot({ path: join(pictures, 'files.png') });
    await ask(page, '完成');
    await ask(page, '提交');
    await expect.poll(() => said(page)).toMatch(/受理码：\d{4}-\d{4}-\d{4}-\d{4}-\d{4}/);
    const receipt = /受理码：([\d-]{24})/.exec(await said(page))?.[1] ?? '';
    await page.screenshot({ path: join(pictures, 'receipt.png') });
    const kept = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
    await page.reload();
    const shown = await page.locator('#log').textContent();
    for (const text of [String(kept), shown]) expect(text).not.toMatch(/金丝雀|canary|受理码|举报谁/);
    expect(shown).toContain('保密内容不在这台设备上保留');
    expect(bytesOf(folder)).not.toContain('canary');
    const other = await open();
    await ask(other, receipt);
    expect(await said(other)).toContain('已收到');
    // The button is there only while something asks for files.
    await expect(page.getByRole('button', { name: '发图片' }).isVisible()).resolves.toBe(false);
    await expect(other.getByRole('button', { name: '发图片' }).isVisible()).resolves.toBe(true);
    await ask(other, '完成');
    await expect(other.getByRole('button', { name: '发图片' }).isVisible()).resolves.toBe(false);
  });

  it('says that it does not know, and gives the number to call as a link', async () => {
    const page = await open();
    await ask(page, '人工耳蜗处理器更换最多赔几台');
    expect(await said(page)).toContain('目前的资料里没有这一条');
    expect(await lastBubble(page).locator('a[href="tel:12393"]').count()).toBe(1);
    expect(await page.locator('.sources').count()).toBe(0);
  });
});
