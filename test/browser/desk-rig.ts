import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Role } from '../../src/domain/staff.js';
import { codeAt } from '../../src/staff/second-factor.js';
import { type RunningBot, startBot } from '../support/running-bot.js';
import { FLAGS, PHONE } from './rig.js';

/** Pictures go into the staff guide when it is asked for: `PICTURES=docs npm run test:browser`. */
const guide = resolve(import.meta.dirname, '../../docs/images');

export interface Colleague {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly page: Page;
}

/** A bot as it is started on a fresh machine, and people at its console and its chat page, each in a browser of their own. */
export interface DeskRig {
  readonly bot: RunningBot;
  readonly folder: string;
  readonly consoleUrl: string;
  readonly chatUrl: string;
  readonly foundingCode: string;
  /** Of the first account, as the terminal showed it. */
  readonly firstPassword: string;
  /** The first sign-in of an account: own password, second factor. */
  enter(login: string, name: string, oneTimePassword: string): Promise<Colleague>;
  /** An account that the administrator makes, and its first sign-in. */
  hire(admin: Colleague, login: string, name: string, roles: readonly Role[]): Promise<Colleague>;
  /** A resident's phone with the chat page open. */
  resident(): Promise<Page>;
  picture(page: Page, name: string): Promise<void>;
  /** Where a picture of that name goes. */
  pictureAt(name: string): string;
  close(): Promise<void>;
}

/** @param album the folder of its pictures in docs/images */
export async function openDeskRig(album = 'console'): Promise<DeskRig> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-desk-'));
  const pictures = process.env.PICTURES === 'docs' ? join(guide, album) : mkdtempSync(join(tmpdir(), 'yiwen-pages-'));
  mkdirSync(pictures, { recursive: true });
  const bot = await startBot({ YIWEN_DATA: folder, YIWEN_PORT: '0', YIWEN_CONSOLE: 'true', YIWEN_CONSOLE_PORT: '0' });
  const [, consoleUrl = ''] = await bot.line(/工作台：(http:\/\/127\.0\.0\.1:\d+\/)/);
  const [, chatUrl = ''] = await bot.line(/网页对话：(http:\/\/127\.0\.0\.1:\d+\/)/);
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const contexts: BrowserContext[] = [];
  const at = (path: string) => new URL(path, consoleUrl).href;
  const codes = bot.printed.map((line) => /^│ {5}([a-z2-9]{5}(?:-[a-z2-9]{5}){3})$/.exec(line)?.[1]);
  const account = bot.printed.findIndex((line) => line.includes('登录名 admin'));
  const firstPassword = /口令 {3}(\S+)/.exec(bot.printed[account + 1] ?? '')?.[1] ?? '';
  const foundingCode = codes.find((code) => code !== undefined) ?? '';

  const enter: DeskRig['enter'] = async (login, name, oneTimePassword) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
    contexts.push(context);
    const page = await context.newPage();
    const password = `${name}记得住的一句长口令`;
    await page.goto(at('/sign-in'));
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('口令', { exact: true }).fill(oneTimePassword);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByLabel('新口令').fill(password);
    await page.getByLabel('再输入一次').fill(password);
    await page.getByRole('button', { name: '保存口令' }).click();
    const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
    await page.getByLabel('动态码').fill(codeAt(secret, new Date()));
    await page.getByRole('button', { name: '完成绑定' }).click();
    await page.getByRole('link', { name: '退出' }).waitFor();
    return { login, name, password, page };
  };
  return {
    ...{ bot, folder, consoleUrl, chatUrl, foundingCode, firstPassword, enter },
    async hire({ page }, login, name, roles) {
      await page.goto(at('/staff'));
      await page.getByText('新建账号', { exact: true }).click();
      await page.getByLabel('登录名').fill(login);
      await page.getByLabel('姓名').fill(name);
      for (const role of roles) await page.locator(`input[name="roles"][value="${role}"]`).check();
      await page.getByRole('button', { name: '新建' }).click();
      return enter(login, name, (await page.locator('code.secret').textContent()) ?? '');
    },
    async resident() {
      const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...PHONE });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(chatUrl);
      return page;
    },
    pictureAt: (name) => join(pictures, `${name}.png`),
    picture: async (page, name) =>
      void (await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })),
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await bot.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
