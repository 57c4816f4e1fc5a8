import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebChat, type WebChat } from '../../src/channels/web-chat/web-chat.js';
import { openRealHouse, type RealHouse } from './real-house.js';

/** The same but for its first character. */
const otherThan = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

describe('the web page in front of the real house', () => {
  let house: RealHouse;
  let channel: WebChat;
  beforeEach(async () => {
    house = await openRealHouse();
    channel = await open(house.secretFor('web-chat-cookie'));
  });
  afterEach(async () => {
    await channel.stop();
    await house.remove();
  });

  async function open(secret: string): Promise<WebChat> {
    const options = { port: 0, secret, bureau: '局', welcome: { text: '您好', samples: [] } };
    const opened = createWebChat({ ...options, messagesPerMinute: { sender: 30, address: 60 } });
    await opened.start((message) => house.assistant.receive(message));
    return opened;
  }

  let sent = 0;
  async function post(text: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(new URL('/api/messages', channel.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof text === 'string' ? JSON.stringify({ id: `web-message-${++sent}`, text }) : String(text),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { response, cookie, body: JSON.parse(await response.text()) };
  }

  it.each([
    ['a foreign origin', '我要打分', { origin: 'https://evil.example' }, 403],
    ['a foreign form', '我要打分', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a content type that forms may send', '我要打分', { 'content-type': 'text/plain' }, 400],
    ['the content type of a form', '我要打分', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['too long a body', '长'.repeat(9_000), {}, 413],
    ['4,001 characters', '长'.repeat(4_001), {}, 400],
  ])('records nothing of a message with %s, even with a cookie', async (_what, text, headers, status) => {
    const { cookie } = await post('退休门诊限额');
    const refused = await post(text, { cookie, ...headers });
    expect([refused.response.status, Object.keys(refused.body)]).toEqual([status, ['code', 'message', 'remedy']]);
    expect(await house.rows('inbox')).toHaveLength(1);
    expect((await post('取消', { cookie })).body.text).toContain('没有正在办理');
  });

  it.each([
    '{"id":"web-message-x","text":"门诊","__proto__":{"sender":"x"}}',
    '{"id":"web-message-x","text":"门诊","constructor":{"prototype":{"text":"x"}}}',
    '{"id":"web-message-x","text":["我要打分"]}',
    '{"id":{"$ne":""},"text":"门诊"}',
    '[]',
    'null',
  ])('refuses the shape %s', async (body) => {
    const refused = await post({ toString: () => body });
    expect(refused.response.status).toBe(400);
    expect(await house.rows('inbox')).toEqual([]);
  });

  it('lets nobody into a conversation without its cookie, nor with one that was changed or signed elsewhere', async () => {
    const { cookie } = await post('我要打分');
    const elsewhere = await open('another-installation-s-secret-of-32-characters');
    const foreign = (await fetch(elsewhere.url)).headers.get('set-cookie')?.split(';')[0] ?? '';
    await elsewhere.stop();
    const [name = '', value = ''] = cookie.split('=');
    const [sender = '', signature = ''] = decodeURIComponent(value).split('.');
    const forged = [
      '',
      foreign,
      `${name}=${sender}`,
      `${name}=${sender}.`,
      `${name}=${sender}.${otherThan(signature)}`,
      `${name}=${otherThan(sender)}.${signature}`,
      `${name}=${'A'.repeat(4_000)}`,
    ];
    for (const given of forged)
      expect((await post('取消', given ? { cookie: given } : {})).body.text).toContain('没有正在办理');
    expect((await post('取消', { cookie })).body.text).toContain('已取消评价');
  });

  it('gives the reply to a message to its own sender only', async () => {
    const first = await post('我要打分');
    const body = JSON.stringify({ id: `web-message-${sent}`, text: '退休门诊限额' });
    const other = await post({ toString: () => body });
    expect(other.body.text).not.toBe(first.body.text);
    expect(other.body.status).toBe('answered');
  });

  it('counts an address by its connection, whatever a header says of it', async () => {
    const statuses = [];
    for (let from = 0; from < 64; from++)
      statuses.push((await post('取消', { 'x-forwarded-for': `10.0.0.${from}` })).response.status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(3);
  });

  it.each([
    '/',
    '/api/health',
    '/client.js',
    '/nothing',
    '/api/messages',
    '/../package.json',
    '/%2e%2e/keys/local.key',
  ])('guards %s with its headers and tells nothing of the inside', async (path) => {
    const response = await fetch(new URL(path, channel.url));
    const { headers } = response;
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.text()).not.toMatch(/node_modules|"version"|stack|Error:/);
  });

  it('hands markup on as text in JSON, which no browser renders', async () => {
    const { response, body } = await post('<img src=x onerror=alert(1)>广州门诊<script>alert(1)</script>');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body.text).not.toMatch(/<img|<script/);
  });
});
