import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebChat, type WebChat } from '../../src/channels/web-chat/web-chat.js';
import { STAFFED } from '../services/handoff/staffed.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../support/test-console.js';

const ORIGIN = { 'sec-fetch-site': 'same-origin' };

/** A page in a browser as far as HTTP goes: its cookie, what it sends, what it fetches. */
async function openPage(url: string) {
  const first = await fetch(url);
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  let sent = 0;
  const headers = { cookie, ...ORIGIN };
  return {
    async say(text: string): Promise<Record<string, unknown>> {
      const body = JSON.stringify({ id: `message-${++sent}-${cookie.replace(/\W/g, '').slice(-8)}`, text });
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
      return (await fetch(new URL('/api/messages', url), init)).json() as Promise<Record<string, unknown>>;
    },
    async fetched(seen: readonly string[] = [], own: Record<string, string> = headers, signal?: AbortSignal) {
      const response = await fetch(new URL(`/api/replies?seen=${seen.join(',')}`, url), {
        headers: own,
        ...(signal ? { signal } : {}),
      });
      const body = (await response.json()) as { replies?: { id: string; reply: { text: string } }[]; code?: string };
      return { status: response.status, cache: response.headers.get('cache-control'), ...body };
    },
  };
}

describe('the page that waits for what staff say', () => {
  let desk: TestConsole;
  let chat: WebChat;
  let zhao: TestBrowser;
  beforeEach(async () => {
    desk = await createTestConsole({ handoff: STAFFED });
    zhao = await desk.signIn((await desk.found()).zhao);
    chat = createWebChat({
      ...{ port: 0, secret: 'a-secret-of-the-tests-long-enough-to-sign', bureau: '某市医疗保障局' },
      welcome: { text: '您好', samples: [] },
      mailbox: desk.bot.assistant.mailbox,
    });
    await chat.start((message) => desk.bot.assistant.receive(message));
  });
  afterEach(async () => {
    await chat.stop();
    await desk.close();
  });

  const texts = (replies: readonly { readonly reply: { readonly text: string } }[] = []) =>
    replies.map(({ reply }) => reply.text);
  const reply = (number: string, words: string) =>
    zhao.post(`/handoffs/${number}/reply`, { once: `once-${words}-x`.replace(/[^\w-]/g, 'x') + Date.now(), words });

  it('hears a reply within the request that was waiting for it, and again until it says that it was shown', async () => {
    const page = await openPage(chat.url);
    expect((await page.say('转人工')).text).toContain('正在为您转接');
    const waiting = page.fetched();
    await zhao.get('/handoffs');
    await zhao.post('/handoffs/ZR20260401-0001/take');
    const first = await waiting;
    expect(first.cache).toBe('no-store');
    expect(texts(first.replies)).toEqual(['工作人员已接入，请直接说您的事。结束请回复“退出人工”。']);
    const again = await page.fetched();
    expect(again.replies?.map(({ id }) => id)).toEqual(first.replies?.map(({ id }) => id));
    await reply('ZR20260401-0001', '您好');
    const next = await page.fetched(first.replies?.map(({ id }) => id));
    expect(texts(next.replies)).toEqual(['工作人员：您好']);
    expect(await page.say('在的')).toMatchObject({ silent: true, text: '' });
  });

  it('never hears what is said to another, nor takes it away from them', async () => {
    const [one, other] = [await openPage(chat.url), await openPage(chat.url)];
    await one.say('转人工');
    await other.say('转人工');
    await zhao.get('/handoffs');
    for (const number of ['ZR20260401-0001', 'ZR20260401-0002']) await zhao.post(`/handoffs/${number}/take`);
    await reply('ZR20260401-0001', '给第一位');
    await reply('ZR20260401-0002', '给第二位');
    const first = await one.fetched();
    const ids = first.replies?.map(({ id }) => id) ?? [];
    expect(texts(first.replies)).toEqual([expect.stringContaining('已接入'), '工作人员：给第一位']);
    expect(texts((await other.fetched(ids)).replies)).toEqual([
      expect.stringContaining('已接入'),
      '工作人员：给第二位',
    ]);
    expect((await one.fetched()).replies?.map(({ id }) => id)).toEqual(ids);
  });

  it('gives nothing to a program without a cookie, with a forged one, or from another site', async () => {
    const page = await openPage(chat.url);
    await page.say('转人工');
    await zhao.get('/handoffs');
    await zhao.post('/handoffs/ZR20260401-0001/take');
    expect((await page.fetched([], {})).replies).toEqual([]);
    expect(
      (await page.fetched([], { cookie: 'yiwen_sender=AAAAAAAAAAAAAAAAAAAAAA.forged', ...ORIGIN })).replies,
    ).toEqual([]);
    expect((await page.fetched([], { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await page.fetched(['a b'])).status).toBe(400);
    expect((await page.fetched(Array.from({ length: 51 }, (_, at) => `id-${at}`))).status).toBe(400);
  });

  it('does not hold up the end of the server, and leaves nothing behind when it goes away', async () => {
    const page = await openPage(chat.url);
    const waiting = page.fetched();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const left = page.fetched([], undefined, AbortSignal.timeout(50)).catch(() => 'gone');
    expect(await left).toBe('gone');
    const before = performance.now();
    await chat.stop();
    expect((await waiting).replies).toEqual([]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
