import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifierPage } from '../../src/services/quiz/public/verifier.js';
import { randomDraw } from '../support/draws.js';
import { FLAGS, PHONE } from './rig.js';

const folder = mkdtempSync(join(tmpdir(), 'yiwen-verifier-'));
const pictures = process.env.PICTURES === 'docs' ? resolve(import.meta.dirname, '../../docs/images/quiz') : folder;
const file = randomDraw(7, 6_000);
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(folder, 'verify.html'), await verifierPage());
  writeFileSync(join(folder, 'draw.json'), JSON.stringify(file));
  writeFileSync(join(folder, 'forged.json'), JSON.stringify({ ...file, entrants: file.entrants.slice(1) }));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const context = await browser.newContext({ locale: 'zh-CN', ...PHONE });
  await context.setOffline(true);
  page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

describe('the saved verifier, opened from the disk without a network', () => {
  it('draws 6,000 entrants again and finds a code, however it is typed', async () => {
    await page.locator('#file').setInputFiles(join(folder, 'draw.json'));
    await page.getByText('全部相符').waitFor();
    expect(await page.locator('#checks li.good').count()).toBe(10);
    await page.getByLabel('查自己的参与码').fill((file.winners[0]?.code ?? '').toLowerCase());
    await page.getByRole('button', { name: '查名次' }).click();
    expect(await page.locator('#place').textContent()).toContain('第1名');
    await page.screenshot({ path: join(pictures, 'verify.png'), fullPage: true });
  });

  it('shows what was forged, also when it is pasted', async () => {
    await page.locator('#file').setInputFiles(join(folder, 'forged.json'));
    await page.getByText('有不符的地方').waitFor();
    await page.screenshot({ path: join(pictures, 'verify-forged.png'), fullPage: true });
    await page.locator('#text').fill('<img src=x onerror=alert(1)>');
    await page.getByRole('button', { name: '核对' }).click();
    expect(await page.locator('#checks li').allTextContents()).toEqual([
      expect.stringContaining('不是一份完整的开奖文件'),
    ]);
  });

  it('makes a secret and its commitment', async () => {
    await page.getByText('开奖人员：生成暗号和承诺').click();
    await page.getByRole('button', { name: '生成' }).click();
    expect(await page.locator('#commitment').textContent()).toMatch(/^[0-9a-f]{64}$/);
    expect(faults).toEqual([]);
  });
});
