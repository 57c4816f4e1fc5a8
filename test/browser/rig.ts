import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { createWebChat } from '../../src/channels/web-chat/web-chat.js';
import type { Mailbox } from '../../src/domain/mailbox.js';
import type { IncomingMessage, Reply } from '../../src/domain/message.js';
import { replyTo, WELCOME } from './replies.js';

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

export interface Rig {
  readonly url: string;
  /** What reached the assistant, duplicates included. */
  readonly received: IncomingMessage[];
  /** Replaces the answers for what follows. */
  answerWith(deliver: (message: IncomingMessage) => Reply | Promise<Reply>): void;
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Writes a picture of the page into a temporary folder and returns its path. */
  picture(page: Page, name: string): Promise<string>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A real browser in front of a real server, whose answers are known. */
export async function openRig(own: { readonly mailbox?: Mailbox } = {}): Promise<Rig> {
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const pictures = mkdtempSync(join(tmpdir(), 'yiwen-pages-'));
  const received: IncomingMessage[] = [];
  let deliver: (message: IncomingMessage) => Reply | Promise<Reply> = replyTo;
  const channel = createWebChat({
    ...own,
    port: 0,
    secret: 'a-secret-of-the-tests-long-enough-to-sign',
    bureau: '某市医疗保障局',
    welcome: WELCOME,
    messagesPerMinute: { sender: 1_000, address: 10_000 },
  });
  await channel.start(async (message) => {
    received.push(message);
    return deliver(message);
  });
  const closeContexts = async () => void (await Promise.all(browser.contexts().map((context) => context.close())));
  return {
    url: channel.url,
    received,
    answerWith: (next) => {
      deliver = next;
    },
    async open(options = {}) {
      const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...PHONE, ...options });
      const page = await context.newPage();
      await page.goto(channel.url);
      return page;
    },
    async picture(page, name) {
      const path = join(pictures, `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
    async reset() {
      received.length = 0;
      deliver = replyTo;
      await closeContexts();
    },
    async close() {
      await closeContexts();
      await browser.close();
      await channel.stop();
    },
  };
}

export const lastBubble = (page: Page) => page.locator('.turn.bot:not(.waiting) .bubble').last();

export async function ask(page: Page, text: string): Promise<void> {
  const before = await page.locator('.turn.bot:not(.waiting)').count();
  await page.locator('#text').fill(text);
  await page.locator('#send').click();
  await page.locator('.turn.bot:not(.waiting)').nth(before).waitFor();
}
